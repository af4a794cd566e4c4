using System.Text;

namespace Orchestrator.EnsembleWorker.Aggregation.Dissent;

/// <summary>A model's words as a short quotation inside of one of our sentences: one line, nothing that cannot be seen. Pure.</summary>
internal static class QuotedText
{
    /// <summary>Characters of a quotation.</summary>
    public const int LengthMax = 60;

    public static string Of(string text)
    {
        var quoted = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length + rune.Utf16SequenceLength > LengthMax)
            {
                return quoted.Append('…').ToString();
            }

            Append(quoted, rune);
        }

        return quoted.ToString().Trim();
    }

    // Half a pair comes as U+FFFD. Signs that turn the direction of writing are format characters.
    private static void Append(StringBuilder quoted, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
        {
            if (quoted.Length > 0 && quoted[^1] != ' ')
            {
                quoted.Append(' ');
            }
        }
        else if (Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format)
        {
            quoted.Append(rune.Value is '"' or '“' or '”' ? "'" : rune.ToString());
        }
    }
}
