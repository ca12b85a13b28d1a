/** Commands that hold the reader's names, check lists, and the guided diagnosis. */

/** A stretch of a command: plain text, or a placeholder with the name of its field. */
interface BangdexStretch {
  /** As written. */
  text: string;
  name: string | null;
}

/** A stretch of a filled command. */
interface BangdexFilled {
  /** What is shown, and so what is copied. */
  text: string;
  name: string | null;
  state: "text" | "empty" | "filled" | "refused";
  /** Why a value wasn't put in: what is said of it. */
  why: string;
}

interface BangdexNames {
  /** Keeps values for the visit, by any spelling of their names, and shows them. */
  set(values: Record<string, string>, product: string): void;
  /** Returns the value of a name, or an empty string. */
  get(product: string, name: string, spellings?: readonly string[]): string;
  /** Fills the commands and fields below *root* (a page that grows calls it). */
  show(root?: ParentNode): void;
  /** Returns the fields that a command leaves empty, by name. */
  unfilled(code: Element): string[];
  /** Returns the field of a name on this page, if it has one. */
  field(code: Element, name: string): HTMLInputElement | null;
}

interface BangdexVisit {
  /** Returns what is kept under a key for the visit. */
  read(key: string): Map<string, Map<string, string>>;
  /** Keeps a value; an empty one forgets it. */
  write(key: string, group: string, name: string, value: string): void;
}

interface Bangdex {
  /** What lasts for a visit, over page changes; in memory alone where storage is blocked. */
  visit: BangdexVisit;
  names: BangdexNames;
  /** Returns a command with values in the places of its placeholders; none can run anything. */
  fillIn(parts: readonly BangdexStretch[], valueOf: (name: string) => string, other?: boolean): BangdexFilled[];
  /** Copies a text; false where the browser doesn't let us. */
  copy(text: string): Promise<boolean>;
}

/** What one answer of the diagnosis says; `of` is a keyword, a test or a product, by number. */
interface BangdexReply {
  kind: "product" | "seen" | "unseen" | "unsure" | "tests" | "match" | "out" | "fits" | "skip";
  of: number;
  /** By number: what a test's result rules out or fits, what an error text matched, best first. */
  issues: number[];
}

/** What questions are chosen from. */
interface BangdexSigns {
  issues: { product: number; keywords: Set<number>; uses: { test: number; says: number[] }[] }[];
  /** In commands; a keyword costs nothing. */
  costs: number[];
  keywords: number;
  products: number;
}

interface BangdexStanding {
  /** The candidates left, by number: what fits best first. */
  left: number[];
  /** What is ruled out -> the first answer that did it. */
  gone: Map<number, number>;
  /** Candidate -> the answers that fit it. */
  fits: Map<number, number[]>;
  /** The candidate that an error text or a test speaks for. */
  leader: number | null;
}

interface BangdexQuestion {
  kind: "product" | "keyword" | "test";
  of: number;
}

interface BangdexReasoning {
  /** Returns whether an answer rules an issue out. */
  excludes(signs: BangdexSigns, reply: BangdexReply, issue: number): boolean;
  standing(signs: BangdexSigns, replies: readonly BangdexReply[]): BangdexStanding;
  question(signs: BangdexSigns, replies: readonly BangdexReply[]): BangdexQuestion | null;
  /** Returns what the fewest answers rule out, and which answers. */
  nearest(signs: BangdexSigns, replies: readonly BangdexReply[]): { issue: number; against: number[] }[];
}

type BangdexInk = string | [string] | [string, string];
type BangdexBlock = [kind: "c" | "C" | "o" | "x" | "p" | "l", ...parts: BangdexInk[]];

interface BangdexTold {
  shared: BangdexBlock[];
  own: Record<string, BangdexBlock[]>;
  names: string[];
}

/** All that is known of the products at hand. */
interface BangdexCase {
  signs: BangdexSigns;
  products: { slug: string; title: string; issues: number; names: Map<string, string[]> }[];
  keywords: { shown: string; url: string; keys: string[] }[];
  tests: { id: string; title: string; url: string; says: string[]; product: number; file: number; at: number }[];
  issues: {
    id: string;
    url: string;
    title: string;
    status: "solved" | "workaround" | "open";
    fix: string;
    fixAnchor: string;
    product: number;
    /** Test -> its element id on the issue's page. */
    anchors: Map<number, string>;
    /** Test -> the sentence that says when it is this issue. */
    confirms: Map<number, string>;
  }[];
  keywordByKey: Map<string, number>;
  testById: Map<string, number>;
  issueById: Map<string, number>;
  told(test: number): Promise<BangdexTold>;
}

/** What the page of the diagnosis is made of. */
interface BangdexDiagnosisParts {
  id(known: BangdexCase, issue: number): HTMLElement;
  title(known: BangdexCase, issue: number): HTMLElement;
  choice(text: string, then: Node | string, onClick: () => void): HTMLElement;
  /** The candidates left, and what ruled out the others. */
  candidates(known: BangdexCase, replies: readonly BangdexReply[], stands: BangdexStanding): HTMLElement;
  /** What was answered, each with its way back. */
  answers(
    known: BangdexCase,
    replies: readonly BangdexReply[],
    stands: BangdexStanding,
    undo: (at: number) => void,
    copy: () => void,
  ): HTMLElement;
  /** The fields for the names that the commands at hand have. */
  fields(known: BangdexCase, product: number, names: readonly string[], found: boolean): HTMLElement;
  /** Where the answers have led; null where they haven't yet. */
  conclusion(known: BangdexCase, replies: readonly BangdexReply[], stands: BangdexStanding): HTMLElement | null;
}

interface BangdexDiagnosis {
  manifest(value: unknown): void;
  product(build: string, slug: string, value: unknown): void;
  tests(build: string, name: string, value: unknown): void;
  /** Returns what is known of all products. */
  open(): Promise<BangdexCase>;
  /** Returns the answers that an address holds, and what in it is no longer known. */
  read(known: BangdexCase, query: string): { replies: BangdexReply[]; lost: string[] };
  /** Returns the address that holds the answers. */
  write(known: BangdexCase, replies: readonly BangdexReply[]): string;
  /** Returns an answer in words. */
  words(known: BangdexCase, reply: BangdexReply): string;
  /** Returns all that was answered, as Markdown for a ticket. */
  record(known: BangdexCase, replies: readonly BangdexReply[], told: ReadonlyMap<number, BangdexTold>): string;
  /** Returns what says that a test fits an issue. */
  fits(known: BangdexCase, test: number, issue: number): string;
  /** Returns a question with its answers, or what is said where there is none. */
  ask(
    known: BangdexCase,
    replies: readonly BangdexReply[],
    asked: BangdexQuestion | null,
    told: BangdexTold | null,
    go: (replies: BangdexReply[]) => void,
  ): HTMLElement;
  /** Elements, drawn by diagnose-view.js. */
  parts: BangdexDiagnosisParts;
  /** Draws what a test tells to do. */
  blocks(known: BangdexCase, product: number, blocks: readonly BangdexBlock[]): HTMLElement[];
}

interface Bangdex {
  reasoning: BangdexReasoning;
  diagnosis: BangdexDiagnosis;
}
