namespace Orchestrator.Inference.LlamaCpp.Text;

/// <summary>
/// Ends an answer before the first stop sequence. A text that may be the beginning of one is held back until it is clear,
/// because a stop sequence often comes in several tokens and what was sent cannot be taken back.
/// </summary>
internal sealed class StopText(IReadOnlyList<string> stops)
{
    private string _held = "";

    /// <summary>True once a stop sequence has come; everything after it is dropped.</summary>
    public bool IsStopped { get; private set; }

    /// <returns>The text that may be sent now; often empty.</returns>
    public string Add(string text)
    {
        if (IsStopped || (text.Length == 0 && _held.Length == 0))
        {
            return "";
        }

        var all = _held + text;
        if (FirstStop(all) is var at and >= 0)
        {
            IsStopped = true;
            _held = "";
            return all[..at];
        }

        var free = all.Length - LongestBeginning(all);
        _held = all[free..];
        return all[..free];
    }

    /// <returns>What was held back and turned out to be no stop sequence.</returns>
    public string End()
    {
        var rest = _held;
        _held = "";
        return rest;
    }

    // The one that is complete first, however the text came in pieces; of two at the same place the longer one.
    private int FirstStop(string text)
    {
        var (first, firstEnd) = (-1, int.MaxValue);
        foreach (var stop in stops)
        {
            var at = text.IndexOf(stop, StringComparison.Ordinal);
            var end = at + stop.Length;
            if (at >= 0 && (end < firstEnd || (end == firstEnd && at < first)))
            {
                (first, firstEnd) = (at, end);
            }
        }

        return first;
    }

    // How many characters at the end may be the beginning of a stop sequence.
    private int LongestBeginning(string text)
    {
        var longest = 0;
        foreach (var stop in stops)
        {
            for (var length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }
}
