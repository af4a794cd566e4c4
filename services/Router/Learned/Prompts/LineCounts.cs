using System.Runtime.InteropServices;

namespace Orchestrator.Router.Learned.Prompts;

/// <summary>Lines of a text: the first one, and answers to choose from ("A. Seoul").</summary>
/// <param name="First">Characters of the first line.</param>
/// <param name="Options">Lines that offer an answer.</param>
/// <param name="OptionLength">Characters of an offered answer, on average.</param>
/// <param name="OptionNumbers">Share of the offered answers that begin like a number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineCounts(int First, int Options, double OptionLength, double OptionNumbers)
{
    // "A. " and what follows.
    private const int Lettering = 3;
    private const int OptionsMax = 26;

    public static LineCounts Of(ReadOnlySpan<char> text)
    {
        var first = text.IndexOf('\n');
        int options = 0,
            chars = 0,
            numbers = 0;
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            if (options < OptionsMax && IsOption(line))
            {
                options++;
                chars += Math.Max(0, line.Length - Lettering);
                numbers += line.Length > Lettering && IsNumber(line[Lettering]) ? 1 : 0;
            }
        }

        double count = Math.Max(1, options);
        return new LineCounts(first < 0 ? text.Length : first, options, chars / count, numbers / count);
    }

    private static bool IsOption(ReadOnlySpan<char> line) =>
        line.Length >= Lettering && line[0] is >= 'A' and <= 'J' && line[1] is '.' or ')';

    private static bool IsNumber(char c) => char.IsDigit(c) || c is '-' or '$';
}
