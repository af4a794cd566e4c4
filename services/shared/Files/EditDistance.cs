namespace Orchestrator.Files;

/// <summary>How many letters differ between two names.</summary>
public static class EditDistance
{
    /// <summary>Levenshtein's distance: insertions, deletions and replacements. Takes time and memory by both lengths: cut long texts.</summary>
    public static int Of(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var row = new int[right.Length + 1];
        for (var i = 0; i <= right.Length; i++)
        {
            row[i] = i;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
