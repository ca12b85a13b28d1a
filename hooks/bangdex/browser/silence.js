// @ts-check
/** The answers where nothing was asked. */
(() => {
  "use strict";
  window.bangdex.silence = {
    answer: {
      hits: [],
      near: [],
      total: 0,
      capped: false,
      facets: [],
      keywords: [],
      unknown: [],
      unknownFilters: [],
      suggestions: [],
      nothing: false,
      error: "",
    },
    suggestion: { starts: [], narrow: [], typed: "", total: "0", filters: [] },
  };
})();
