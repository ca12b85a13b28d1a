/** What the parts of the search engine hand to one another. */

/** Where a term leads. */
interface BangdexPostings {
  /** How many it leads to, also those that a cap has dropped. */
  found: number;
  numbers: Uint32Array;
  /** 4 bits each: an impact, or what is known of a keyword. */
  bits: Uint8Array;
}

interface BangdexRanking {
  inflection: number;
  prefix: number;
  prefixOfKnown: number;
  mistake: number;
  syllableIdf: number;
  allSyllables: number;
  fullImpact: number;
  missingBelow: number;
  exactFrom: number;
  mostWords: number;
  longestQuery: number;
  longestKeyword: number;
  termsOfPrefix: number;
  termsOfHalf: number;
  termsOfMistake: number;
  suggestions: number;
  narrowed: number;
}

type BangdexFileKind = "shard" | "cards" | "texts" | "keywords";

interface BangdexManifest {
  build: string;
  canary: string;
  documents: number;
  /** Slug, shown name and number of documents, in the documents' order. */
  products: [string, string, number][];
  /** How many rows a file has. */
  per: Record<"cards" | "texts" | "keywords", number>;
  /** The files' hashes, one after the other. */
  files: Record<BangdexFileKind, string>;
  /** What lies behind all terms of the shard before; the first shard has none. */
  from: string[];
  top: number[];
  ranking: BangdexRanking;
}

/** Id, address, title, status, keywords, causes, anchors of symptom, test and fix. */
type BangdexCardRow = [
  string,
  string,
  string,
  BangdexHit["status"],
  string[],
  string[],
  [string, string, string],
];
/** Beginnings of error text, symptom, test and fix. */
type BangdexTextsRow = [string, string, string, string];
/** Key, shown spelling, number of issues, address or nothing. */
type BangdexKeywordRow = [string, string, number, string];

/** An index that is open: what it has is loaded when asked for. */
interface BangdexReader {
  documents: number;
  ranking: BangdexRanking;
  /** Numbers of the keywords that most issues have. */
  top: number[];
  find(term: string): Promise<BangdexPostings | null>;
  /** Returns the first terms that start so, in order. */
  starting(prefix: string, limit: number): Promise<string[]>;
  card(document: number): Promise<BangdexCardRow>;
  texts(document: number): Promise<BangdexTextsRow>;
  keyword(number: number): Promise<BangdexKeywordRow>;
  /** Returns slug and shown name of a document's product. */
  product(document: number): [string, string];
}

/** A term of a word, with what may stand for it. */
interface BangdexPart {
  terms: Set<string>;
  weight: number;
  alternatives: { factor: number; postings: BangdexPostings }[];
}

/** A word of a query. */
interface BangdexAsked {
  shown: string;
  parts: BangdexPart[];
  syllables: boolean;
}

interface BangdexQuery {
  keywords: { key: string; postings: BangdexPostings }[];
  unknown: string[];
  asked: BangdexAsked[];
  /** What follows the last `!`, as it was typed; null where there is none. */
  lastKeyword: string | null;
}

interface BangdexScored {
  number: number;
  score: number;
  /** Positions of the words that it lacks. */
  lacks: number[];
}

interface Bangdex {
  /** What the files of the index call. */
  index: {
    manifest(manifest: BangdexManifest): void;
    shard(build: string, number: number, terms: string, postings: string): void;
    cards(build: string, number: number, rows: BangdexCardRow[]): void;
    texts(build: string, number: number, rows: BangdexTextsRow[]): void;
    keywords(build: string, number: number, rows: BangdexKeywordRow[]): void;
  };
  store: {
    /** What is thrown where a file of the index is missing, cut short or of another build. */
    Unavailable: new (message: string) => Error;
    /** Returns the index of the site; `again` asks for a newer manifest first. */
    open(again?: boolean): Promise<BangdexReader>;
  };
  query: {
    resolve(reader: BangdexReader, text: string): Promise<BangdexQuery>;
    score(query: BangdexQuery, documents: number, ranking: BangdexRanking): BangdexScored[];
    near(reader: BangdexReader, key: string): Promise<number[]>;
  };
}
