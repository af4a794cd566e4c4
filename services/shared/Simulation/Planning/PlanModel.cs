namespace Orchestrator.Simulation.Planning;

/// <summary>One model on one host with one context, as a plan counts it.</summary>
/// <param name="Bytes">In GPU memory (in main memory on a host without GPUs), with all slots.</param>
/// <param name="SingleSlotBytes">With one slot, to which Ollama cuts it where memory is short.</param>
/// <param name="IsSpilled">Too large for the GPUs: it is loaded only when nothing else is.</param>
/// <param name="LoadSeconds">Into memory.</param>
/// <param name="PromptSeconds">Per prompt token of each request, by how many run in it; index 0 is one.</param>
/// <param name="AnswerSeconds">The same per answer token.</param>
internal sealed record PlanModel(
    int Context,
    int Slots,
    long Bytes,
    long SingleSlotBytes,
    bool IsSpilled,
    double LoadSeconds,
    double[] PromptSeconds,
    double[] AnswerSeconds
);
