/** What the scripts of the site share: the one global object, `window.bangdex`. */

type BangdexSection = "title" | "keywords" | "error" | "symptom" | "test" | "fix";

interface BangdexKeyword {
  /** Its comparable form. */
  key: string;
  /** The spelling that people see. */
  shown: string;
  /** How many issues it would leave. */
  count: number;
  /** Its page, from the site's root or absolute. */
  url?: string;
}

interface BangdexHit {
  id: string;
  /** From the site's root or absolute, without an anchor. */
  url: string;
  title: string;
  product: string;
  productName: string;
  status: "solved" | "workaround" | "open";
  /** All its keywords, as people see them. */
  keywords: string[];
  causes: string[];
  /** Where it was found, and the element id of that section on its page. */
  section: BangdexSection;
  anchor: string;
  /** Plain text of that section around what was found. */
  snippet: string;
  /** Words of the query that it lacks. */
  missing: string[];
}

/** What narrows an answer further. */
interface BangdexFacet {
  /** product, status or cause: as a filter is written. */
  kind: string;
  /** A slug, a status, or a cause's comparable form. */
  value: string;
  /** How people see it. */
  shown: string;
  /** How many issues it would leave. */
  count: number;
}

interface BangdexAnswer {
  /** Best first. */
  hits: BangdexHit[];
  /** Where nothing is about the query: what comes nearest. */
  near: BangdexHit[];
  /** How many hits there are in all, or how many are near. */
  total: number;
  /** Whether there are more, of a word that too many issues have. */
  capped: boolean;
  /** By kind, those first that leave the most. */
  facets: BangdexFacet[];
  /** The keywords that were recognised in the query. */
  keywords: BangdexKeyword[];
  /** What was written as a keyword and is none. */
  unknown: string[];
  /** What was written as a filter and leads nowhere, so it is searched as words. */
  unknownFilters: string[];
  /** Keywords spelled much like those. */
  suggestions: BangdexKeyword[];
  /** Whether nothing here is about the query. */
  nothing: boolean;
  /** Why there is no answer; empty if there is one. */
  error?: string;
}

interface BangdexSuggestion {
  /** Keywords that the unfinished last one may become. */
  starts: BangdexKeyword[];
  /** Keywords that may follow the first of them. */
  narrow: BangdexKeyword[];
  /** The unfinished one, as it was typed; empty if there is none. */
  typed: string;
  /** How many it may become in all; with a plus where there may be more. */
  total: string;
  /** The filters of the query, as they are written. */
  filters: string[];
}

/** What the dialog has to show for one query. */
interface BangdexScreen {
  text: string;
  answer: BangdexAnswer;
  suggestion: BangdexSuggestion;
  /** The query with its unfinished keyword completed, and its hits; empty if it is finished. */
  completed: string;
  leading: BangdexHit[];
  /** Whether the search failed, for whatever reason. */
  failed: boolean;
}

/** The dialog and what changes in it. */
interface BangdexFrame {
  dialog: HTMLDialogElement;
  input: HTMLInputElement;
  close: HTMLButtonElement;
  read: HTMLElement;
  body: HTMLElement;
  /** What is said aloud. */
  speech: HTMLElement;
}

/** A screen, drawn. */
interface BangdexView {
  read: (Node | string)[];
  body: Element[];
  /** Whether there is nothing beside the hits. */
  wide: boolean;
  /** The option that Enter takes; null if there is none. */
  first: Element | null;
  /** What is said of it aloud. */
  speech: string;
}

/** A word of a text, and the terms that it is found by. */
interface BangdexWord {
  shown: string;
  terms: string[];
  /** Whether it is written in syllables, which are asked for in pairs. */
  syllables: boolean;
  /** Where it stands in the normalized text. */
  start: number;
}

interface Bangdex {
  /** By `where.what`; a `{name}` is filled by its caller. */
  strings: Record<string, string>;
  /** Returns the absolute address of a page or a file of the site, and of a place in it. */
  address(path: string, anchor?: string): string;
  /** In the site in one file: runs a file that is in it. */
  runInside?(file: string): Promise<void>;
  files: {
    /** What is thrown where a file is missing, cut short or of another build. */
    Unavailable: new (message: string) => Error;
    /** What has called and not been fetched yet: file -> what it brought. */
    arrived: Map<string, unknown>;
    /** Runs one of our scripts. */
    run(file: string): Promise<void>;
    /** Loads a script of data, from the folder of our scripts, and returns what it brought under a name. */
    load(file: string, name: string): Promise<any>;
    /** Loads the script and the style of a part of the client; see assets.py. */
    part(name: string): Promise<unknown>;
  };

  /** Returns the page that is read: this document, or its part in the site in one file. */
  page(): ParentNode;
  /** Does something with every page, once it is there to be read. */
  onPage(step: (page: ParentNode) => void): void;

  /** White space, as the inside of a character class. */
  white: string;
  /** Returns the comparable form of a keyword. */
  keywordKey(text: string): string;
  normalize(text: string): string;
  words(text: string): BangdexWord[];

  /** In a preview: what is wrong with the knowledge base. */
  problems?: string[];

  /** Answers with the *most* best hits, or fewer; whatever else it says is of all. */
  search(text: string, most?: number): Promise<BangdexAnswer>;
  suggest(text: string): Promise<BangdexSuggestion>;
  /** What they answer where nothing was asked. */
  silence: { answer: BangdexAnswer; suggestion: BangdexSuggestion };

  /** The last queries that led to an issue, the last one first. */
  recent: { list(): string[]; add(text: string): void; clear(): void };

  /** Returns an issue's status as it stands beside its id. */
  status(status: BangdexHit["status"]): HTMLElement;
  /** Returns what is shown where the index can't be read. */
  drawFailed(): BangdexView;

  /** Returns a new element; false and null leave an attribute out. */
  element<K extends keyof HTMLElementTagNameMap>(
    name: K,
    attributes?: Record<string, string | number | boolean | null>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[K];
  /** Returns the icon of that name. */
  icon(name: string): HTMLElement;
  /** Returns a string of the table, filled. */
  say(key: string, values?: Record<string, string | number>): string;
  /** Returns a string of the table with nodes in the places of its `{name}`s. */
  sayNodes(key: string, values: Record<string, Node | string>): (Node | string)[];

  /** Returns the words and keywords to mark for a query and the keywords recognised in it. */
  telling(text: string, keywords: readonly string[]): string[];
  /** Returns the ranges of *text*, sorted and apart, that any of *terms* stands at. */
  ranges(text: string, terms: readonly string[]): [number, number][];
  /** Returns *text* with those ranges in `mark`s. */
  marked(text: string, terms: readonly string[]): (Node | string)[];

  /** Says on the page how old it is; *live* is the address of the live site, or empty. */
  tellAge(day: string, live: string): void;

  /** Returns what narrows a screen's hits, or nothing where nothing does. */
  facets(screen: BangdexScreen): Element[];
  /** Returns the empty dialog with its parts; it stands on no page yet. */
  frame(): BangdexFrame;
  /** Pieces of what is shown. */
  views: {
    MOST_HITS: number;
    MOST_PICKS: number;
    bold(text: string): HTMLElement;
    chip(shown: (Node | string)[], more?: string): HTMLElement;
    /** Returns one group, or nothing where there are no options. */
    group(label: string, options: Element[]): Element[];
    hitOption(hit: BangdexHit, terms: string[]): HTMLElement;
    hitsBox(options: Element[]): HTMLElement;
    listbox(label: string, options: Element[], name?: string | null): HTMLElement;
    nothingBox(heading: string, sentences: string[], more?: Element[]): HTMLElement;
    read(...nodes: (Node | string)[]): HTMLElement[];
    /** Returns what is said of keywords and filters that there are none of. */
    straysOf(answer: BangdexAnswer): { node: HTMLElement; speech: string }[];
    toKeywords(): HTMLElement;
  };
  /** What is shown of keywords that may be meant; it comes with `guess`. */
  picks: {
    /** Returns an option that puts *query* into the box. */
    option(query: string, keyword: BangdexKeyword, terms: string[]): HTMLElement;
    /** Returns the query with *shown* in the place of its last keyword, finished or not. */
    withKeyword(screen: Pick<BangdexScreen, "text" | "suggestion">, shown: string): string;
    /** Returns an option that puts that query into the box. */
    finished(screen: BangdexScreen, keyword: BangdexKeyword, terms: string[]): HTMLElement;
    drawStart(screen: BangdexScreen): BangdexView;
    drawSuggestions(screen: BangdexScreen): BangdexView;
    drawNothing(screen: BangdexScreen): BangdexView;
  };
  screens: {
    /** What begins a keyword. */
    BANG: string;
    /** Returns the screen of a text that can't be searched. */
    failed(text: string): BangdexScreen;
    /** Whether a text is more than a query: to be held against the error texts. */
    isPaste(text: string): boolean;
    /** Returns all that a query's screen needs; it fails rather than throw. */
    lookUp(text: string, most?: number): Promise<BangdexScreen>;
    /** Loads what holds a text against the error texts. */
    matcher(): Promise<unknown>;
  };
  /** Returns what to show for *screen*. */
  draw(screen: BangdexScreen): BangdexView;
}

interface Window {
  bangdex: Bangdex;
}
