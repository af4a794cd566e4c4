namespace Orchestrator.Router.Fleet;

/// <summary>What the profiler says of a model's speed on one replica; 0 where it does not know.</summary>
/// <param name="Prefill">Tokens of a prompt per second, of one call that runs alone.</param>
/// <param name="Decode">Tokens of an answer per second, of one call that runs alone.</param>
/// <param name="LoadSeconds">A cold load.</param>
/// <param name="VramBytes">In memory.</param>
/// <param name="Slots">Calls of it that run at once.</param>
/// <param name="DecodeAtConcurrency">Decode of one call while 2, 3, … calls run.</param>
internal sealed record ModelSpeed(
    double Prefill,
    double Decode,
    double LoadSeconds,
    ulong VramBytes,
    int Slots,
    IReadOnlyList<double> DecodeAtConcurrency
)
{
    public static readonly ModelSpeed Unknown = new(0, 0, 0, 0, 0, []);
}
