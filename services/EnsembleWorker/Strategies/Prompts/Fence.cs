using System.Globalization;
using System.Text;

namespace Orchestrator.EnsembleWorker.Strategies.Prompts;

/// <summary>
/// Lines around texts that are material for a model and not instructions to it. Pure: the same texts get the same fence in every try of
/// a run.
/// </summary>
internal sealed class Fence
{
    private const char Sign = '=';
    private const int LengthMin = 5;

    private readonly string _line;

    /// <param name="texts">All that is put between these fences: none of them can end its own, for each has a shorter run of the sign.</param>
    public Fence(IEnumerable<string> texts) =>
        _line = new string(Sign, Math.Max(LengthMin, texts.Select(LongestRun).DefaultIfEmpty().Max() + 1));

    /// <summary>What a fence looks like, for the instruction that tells of it.</summary>
    public override string ToString() => _line;

    /// <param name="label">For example "candidate 2"; ours, never a model's text.</param>
    public StringBuilder Append(StringBuilder prompt, string label, string text) =>
        prompt
            .AppendLine(CultureInfo.InvariantCulture, $"{_line} {label}")
            .AppendLine(text)
            .AppendLine(CultureInfo.InvariantCulture, $"{_line} end of {label}");

    private static int LongestRun(string text)
    {
        var (longest, current) = (0, 0);
        foreach (var sign in text)
        {
            current = sign == Sign ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
