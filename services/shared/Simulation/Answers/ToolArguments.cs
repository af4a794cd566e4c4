using System.Globalization;
using System.Text.Json;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>Arguments that fit a tool's schema, with names and numbers taken from the prompt where it has some.</summary>
internal static class ToolArguments
{
    public static string Write(JsonElement? parameters, string prompt, SimulationRandom random) =>
        parameters is { ValueKind: JsonValueKind.Object } schema
            ? SchemaValue.Write(schema, new PromptFiller(prompt), random)
            : "{}";

    private sealed class PromptFiller(string prompt) : ISchemaFiller
    {
        private readonly string[] _words = prompt.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        // A quoted text, else the last capitalised word that does not start the prompt, else the last word.
        public string Text(SimulationRandom random)
        {
            var quotes = prompt.Split('"');
            var word =
                quotes.Length > 2
                    ? quotes[1]
                    : _words.Skip(1).LastOrDefault(candidate => char.IsUpper(candidate[0])) ?? _words.LastOrDefault("");
            return word.Trim('.', ',', '!', '?', ':', ';', '\'', '"', '(', ')');
        }

        public double? Number() =>
            _words
                .Select(word => word.Trim('.', ',', '!', '?', ':', ';', '(', ')'))
                .Select(word =>
                    double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && double.IsFinite(number)
                        ? number
                        : (double?)null
                )
                .FirstOrDefault(number => number is not null);
    }
}
