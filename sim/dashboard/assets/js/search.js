// Finding things by words.

// Tells of a text whether all the words that are sought are in it, in any order and case; no words are in every text.
export function finder(sought) {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  return text => {
    const lower = text.toLowerCase();
    return words.every(word => lower.includes(word));
  };
}
