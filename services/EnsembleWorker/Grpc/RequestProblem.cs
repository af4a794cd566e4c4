namespace Orchestrator.EnsembleWorker.Grpc;

/// <param name="Field">Path of the wrong field, as in the proto.</param>
/// <param name="Text">What is wrong with it, as the end of a sentence.</param>
internal sealed record RequestProblem(string Field, string Text)
{
    public override string ToString() => $"{Field} {Text}";
}
