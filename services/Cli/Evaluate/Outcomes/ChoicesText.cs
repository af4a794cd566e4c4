using System.Text;
using System.Text.Json;

namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>
/// The field <c>choices</c>: answers to choose from, or tests that code must pass. Where it is there, the models were given
/// it below the question, so it is a part of what a router would see. It is a list, an object of lists, or either of them
/// as Python prints it.
/// </summary>
internal static class ChoicesText
{
    private const int ChoicesMax = 26;

    public static string Of(JsonElement line)
    {
        if (!line.TryGetProperty("choices", out var choices))
        {
            return "";
        }

        var text = new StringBuilder();
        var count = 0;
        foreach (var choice in Texts(choices).Where(IsAnswer).Take(ChoicesMax))
        {
            text.Append('\n').Append((char)('A' + count++)).Append(". ").Append(choice);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Quotations(value.GetString() ?? ""),
            JsonValueKind.Array => value
                .EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.GetString() ?? ""),
            JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
            _ => [],
        };

    // What stands between quotes of either kind; a backslash keeps the quote behind it from ending the text.
    private static IEnumerable<string> Quotations(string text)
    {
        for (var start = text.AsSpan().IndexOfAny('\'', '"'); start >= 0; )
        {
            var end = End(text, start);
            if (end < 0)
            {
                yield break;
            }

            yield return text[(start + 1)..end];
            var next = text.AsSpan(end + 1).IndexOfAny('\'', '"');
            start = next < 0 ? -1 : end + 1 + next;
        }
    }

    private static int End(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == text[start])
            {
                return i;
            }
        }

        return -1;
    }

    // Names of the lists, and the letters that stand before the answers.
    private static bool IsAnswer(string text) =>
        text is not ("" or "text" or "label" or "labels") && !(text.Length == 1 && char.IsUpper(text[0]));
}
