namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>What bounds the meters of one replica.</summary>
/// <param name="Models">Models that are measured; the one that was called least recently makes room.</param>
/// <param name="Slots">More parallel slots than this are not looked for.</param>
/// <param name="SlotTrust">How long a limit of slots holds before one more call is tried.</param>
internal sealed record MeterLimits(int Models, int Slots, TimeSpan SlotTrust);
