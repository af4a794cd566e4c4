using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>One model as show describes it.</summary>
internal static class ShowViews
{
    private const string License = "Simulated: no weights, no licence.";
    private const string Template = "{{ .Prompt }}";

    /// <summary>Names of parameters are padded to this, as Ollama does.</summary>
    private const int NameWidth = 30;

    public static ShowResponse Show(StoredModel stored, bool isVerbose, TimeZoneInfo zone) =>
        new(
            stored.Text.Licenses.IsEmpty ? License : string.Join('\n', stored.Text.Licenses),
            Modelfile(stored),
            stored.Text.Template ?? Template,
            ModelViews.Details(stored.Model, stored.Parent),
            Info(stored.Model, isVerbose),
            ModelCapabilityNames.Of(stored.Model.Capabilities),
            ModelViews.Time(stored.ModifiedAt, zone)
        )
        {
            Parameters = Parameters(stored.Text) is { Length: > 0 } text ? text : null,
            System = stored.Text.System,
            Messages = stored.Text.Messages.IsEmpty
                ? null
                : [.. stored.Text.Messages.Select(message => new ShowMessage(message.Role, message.Content))],
            ProjectorInfo = stored.Model.Can(ModelCapabilities.Vision)
                ? new JsonObject { ["general.architecture"] = "clip" }
                : null,
            Tensors = isVerbose ? ShowTensors.Of(stored.Model) : null,
        };

    private static string Parameters(ModelText text) =>
        string.Join(
            '\n',
            Values(text)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Name, -NameWidth} {pair.Value}"))
        );

    // An array is one line for each of its values.
    private static IEnumerable<(string Name, string Value)> Values(ModelText text) =>
        text.Parameters is not { ValueKind: JsonValueKind.Object } parameters
            ? []
            : parameters
                .EnumerateObject()
                .SelectMany(parameter =>
                    parameter.Value.ValueKind == JsonValueKind.Array
                        ? parameter.Value.EnumerateArray().Select(item => (parameter.Name, item.GetRawText()))
                        : [(parameter.Name, parameter.Value.GetRawText())]
                );

    private static string Modelfile(StoredModel stored)
    {
        var file = new StringBuilder("# Simulated, no model behind it\n").Append(
            CultureInfo.InvariantCulture,
            $"FROM {(stored.Parent.Length > 0 ? stored.Parent : stored.Model.Name)}\n"
        );
        Append(file, "TEMPLATE", stored.Text.Template);
        Append(file, "SYSTEM", stored.Text.System);
        foreach (var (name, value) in Values(stored.Text))
        {
            file.Append(CultureInfo.InvariantCulture, $"PARAMETER {name} {value}\n");
        }

        foreach (var message in stored.Text.Messages)
        {
            file.Append(CultureInfo.InvariantCulture, $"MESSAGE {message.Role} \"\"\"{message.Content}\"\"\"\n");
        }

        return file.ToString();
    }

    private static void Append(StringBuilder file, string command, string? text)
    {
        if (text is not null)
        {
            file.Append(CultureInfo.InvariantCulture, $"{command} \"\"\"{text}\"\"\"\n");
        }
    }

    private static JsonObject Info(SimulatedModel model, bool isVerbose)
    {
        var info = new JsonObject
        {
            ["general.architecture"] = model.Family,
            ["general.parameter_count"] = model.ParameterCount,
            [$"{model.Family}.attention.head_count"] = model.HeadCount,
            [$"{model.Family}.attention.head_count_kv"] = model.HeadCountKv,
            [$"{model.Family}.block_count"] = model.BlockCount,
            [$"{model.Family}.context_length"] = model.ContextLength,
            [$"{model.Family}.embedding_length"] = model.EmbeddingLength,
        };
        if (isVerbose)
        {
            info["tokenizer.ggml.model"] = "simulated";
            info["tokenizer.ggml.tokens"] = new JsonArray();
        }

        return info;
    }
}
