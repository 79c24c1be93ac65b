// Text made comparable: without case, accents and the letters that Unicode does not decompose.

const UNDECOMPOSED = {
  ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ŧ: "t", ŋ: "n", ĸ: "k", þ: "th", ß: "ss", æ: "ae", œ: "oe", ə: "e",
  "’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-",
};

export function fold(text) {
  let folded = "";
  for (const letter of text.toLowerCase().normalize("NFKD")) {
    if (/\p{M}/u.test(letter)) continue;
    folded += UNDECOMPOSED[letter] ?? letter;
  }
  return folded.replace(/\s+/g, " ").trim();
}

// Rank of a folded name for a folded query: whole name, start of the name, start of a word, anywhere; null for no match.
export function matchRank(name, query) {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const at = name.indexOf(query);
  if (at < 0) return null;
  return /[\s\-'(]/.test(name[at - 1]) ? 2 : 3;
}
