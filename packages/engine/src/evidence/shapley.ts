/**
 * Shapley value of players in a game given by the worth of every coalition: a player's mean contribution over all orders
 * in which the players can enter. With R² as worth this is the measure of Lindeman, Merenda & Gold (1980) for blocks.
 */

/** `worth[S]` is that of the coalition whose members are the bits of S; length 2^players. */
export function shapley(players: number, worth: readonly number[]): number[] {
  const factorial = [1];
  for (let i = 1; i <= players; i++) factorial.push(factorial[i - 1] * i);
  return Array.from({ length: players }, (_, player) => {
    let value = 0;
    for (let coalition = 0; coalition < 1 << players; coalition++) {
      if (coalition & (1 << player)) continue;
      const size = bits(coalition);
      const weight = (factorial[size] * factorial[players - size - 1]) / factorial[players];
      value += weight * (worth[coalition | (1 << player)] - worth[coalition]);
    }
    return value;
  });
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) count++;
  return count;
}
