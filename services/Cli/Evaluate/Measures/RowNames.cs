namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>What the tables call their rows.</summary>
internal static class RowNames
{
    public const string AlwaysStrong = "always-strong";
    public const string AlwaysWeak = "always-weak";
    public const string Random = "random";
    public const string BestSingle = "best-single";
    public const string BestMix = "best-mix";
    public const string Length = "prompt-length";
    public const string Learned = "learned";
    public const string Oracle = "oracle";
}
