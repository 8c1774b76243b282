/** Runes everywhere: no file may fall back to the older way of keeping state. */
export default { compilerOptions: { runes: true } };
