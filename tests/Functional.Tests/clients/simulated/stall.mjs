// Makes the next answer of a simulated host fall silent half-way, so that it is still going on when it is aborted.
export async function stallNextAnswer(base) {
  const body = JSON.stringify({ kind: "stall_mid_stream", count: 1 });
  const response = await fetch(new URL("_sim/faults", base), { method: "POST", body });
  if (!response.ok) {
    throw new Error(`No fault could be set: ${response.status}`);
  }
}
