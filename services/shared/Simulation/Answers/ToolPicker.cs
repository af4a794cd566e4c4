using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>Decides whether a prompt asks for one of the tools, by shared words, and fills in the call.</summary>
internal static class ToolPicker
{
    private const int WordLengthMin = 3;
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <returns>Null when no tool is asked for, or when the last message is already a tool's result.</returns>
    public static ToolCall? Pick(AnswerRequest request, string prompt, SimulationRandom random)
    {
        if (request.Tools.IsEmpty || request.Messages.LastOrDefault() is not { Role: "user" })
        {
            return null;
        }

        var (tool, matches) = request
            .Tools.Select(tool => (Tool: tool, Matches: Matches(tool, prompt)))
            .MaxBy(pair => pair.Matches);
        return matches == 0 && !AsksForAny(prompt) ? null : Call(tool, prompt, random);
    }

    private static ToolCall Call(ToolSignature tool, string prompt, SimulationRandom random)
    {
        var arguments = ToolArguments.Write(tool.Parameters, prompt, random);
        var id = string.Concat(Enumerable.Range(0, 8).Select(_ => IdLetters[random.Below(IdLetters.Length)]));
        return new ToolCall(
            $"call_{id}",
            tool.Name,
            arguments,
            Tokenizer.Count(tool.Name) + Tokenizer.Count(arguments)
        );
    }

    private static bool AsksForAny(string prompt) =>
        prompt.Contains("tool", StringComparison.OrdinalIgnoreCase)
        || prompt.Contains("도구", StringComparison.Ordinal);

    // A word of the name counts more than one of the description: "weather" in get_weather is a strong sign.
    private static int Matches(ToolSignature tool, string prompt) =>
        (4 * WordsOf(tool.Name).Count(word => prompt.Contains(word, StringComparison.OrdinalIgnoreCase)))
        + (
            WordsOf(tool.Description)
                .Where(word => word.Length > WordLengthMin + 1)
                .Any(word => prompt.Contains(word, StringComparison.OrdinalIgnoreCase))
                ? 1
                : 0
        );

    private static IEnumerable<string> WordsOf(string text) =>
        string.Concat(text.Select(letter => char.IsUpper(letter) ? $" {letter}" : $"{letter}"))
            .Split([' ', '_', '-', '.', ',', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > WordLengthMin || (word.Length > 1 && word[0] >= '\u1100'));
}
