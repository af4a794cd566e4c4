namespace Orchestrator.Files;

/// <summary>One thing that is wrong in a file that a person wrote.</summary>
/// <param name="File">As it was named.</param>
/// <param name="Line">From 1; 0 concerns the whole file.</param>
/// <param name="Field">Path to the field, for example <c>hosts[2].gpus[0].vram</c>, or the column; empty when it is the line itself.</param>
/// <param name="Message">What is wrong and what would be right, in one sentence.</param>
public sealed record FileProblem(string File, int Line, string Field, string Message)
{
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}" : "")}: {(Field.Length > 0 ? $"{Field}: " : "")}{Message}";
}
