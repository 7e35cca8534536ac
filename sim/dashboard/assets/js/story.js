// The evening as it is told.

// The sentences up to a turn, each once where it begins: [{at, text}]. `told` is {texts, at}.
export function lines({ texts, at }, until) {
  const all = [];
  at.slice(0, Math.floor(until) + 1).forEach((which, turn) => {
    if (turn === 0 || which !== at[turn - 1]) all.push({ at: turn, text: texts[which] });
  });
  return all;
}
