using System.Text;
using Orchestrator.Cli.Classifier.Training;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Corpus;

/// <summary>Damages texts as people do who type in a hurry. The same random numbers give the same damage.</summary>
internal static class Noise
{
    /// <summary>Share of the letters that are hit.</summary>
    public const double LetterShare = 0.06;

    // Characters from which on a text is pasted rather than typed.
    private const int TypedChars = 4_000;

    /// <summary>Letters swapped, dropped, doubled; Hangul with a neighbouring vowel, or without its tail.</summary>
    public static string Typos(string text, StableRandom random)
    {
        var normal = text.Length <= TypedChars ? TextNormalizer.Normalize(text) : text;
        var output = new StringBuilder(normal.Length + 16);
        for (var i = 0; i < normal.Length; i++)
        {
            if (!char.IsLetter(normal[i]) || random.NextDouble() >= LetterShare)
            {
                output.Append(normal[i]);
            }
            else if (Hangul.IsSyllable(normal[i]))
            {
                output.Append(Misspelt(normal[i], random));
            }
            else
            {
                i += Mistype(normal, i, output, random);
            }
        }

        return output.ToString();
    }

    /// <summary>No blanks between words; lines stay.</summary>
    public static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    /// <returns>Characters that were read beyond the one at <paramref name="i"/>.</returns>
    private static int Mistype(string text, int i, StringBuilder output, StableRandom random)
    {
        switch (random.Next(3))
        {
            case 0 when i + 1 < text.Length && char.IsLetter(text[i + 1]):
                output.Append(text[i + 1]).Append(text[i]);
                return 1;
            case 1:
                output.Append(text[i]).Append(text[i]);
                return 0;
            default:
                return 0;
        }
    }

    private static string Misspelt(char syllable, StableRandom random)
    {
        Hangul.TryDecompose(syllable, out var lead, out var vowel, out var tail);
        var kind = random.Next(3);
        if (kind == 0 && tail != '\0')
        {
            tail = '\0';
        }
        else if (kind == 1)
        {
            vowel = (char)(vowel == '\u1175' ? vowel - 1 : vowel + 1);
        }
        else
        {
            lead = (char)(lead == '\u1112' ? lead - 1 : lead + 1);
        }

        var letters = tail == '\0' ? $"{lead}{vowel}" : $"{lead}{vowel}{tail}";
        return TextNormalizer.Normalize(letters);
    }
}
