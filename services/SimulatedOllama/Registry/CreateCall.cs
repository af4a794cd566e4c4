using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>A checked request to create a model from another one.</summary>
/// <param name="Name">Short form.</param>
internal sealed record CreateCall(string Name, string From, string? Quantize, ModelText Text)
{
    /// <summary>Messages, licences and files that a request may bring; the next one is an error.</summary>
    private const int PartsMax = 1000;

    public static CreateCall? Read(JsonFields fields)
    {
        var given = ModelField.Of(fields);
        var from = fields.Text("from");
        var quantize = fields.Text("quantize") is { Length: > 0 } first ? first : fields.Text("quantization");
        var text = TextOf(fields);
        fields.Errors.Add(ModelName.Normalise(given) is null ? RegistryErrors.InvalidName : null);
        fields.Errors.Add(FilesError(fields, from));
        fields.Errors.Add(from.Length > 0 && ModelName.Normalise(from) is null ? RegistryErrors.InvalidName : null);
        return ModelName.Normalise(given) is { } name
            ? new CreateCall(name, from, quantize.Length > 0 ? quantize : null, text)
            : null;
    }

    private static WireError? FilesError(JsonFields fields, string from) =>
        fields.Object("files", "map[string]string") is not null
        || fields.Object("adapters", "map[string]string") is not null
            ? WireError.Bad("simulated host: a model can only be created from another model, not from files")
        : from.Length == 0 ? WireError.Bad("neither 'from' or 'files' was specified")
        : null;

    private static ModelText TextOf(JsonFields fields)
    {
        var messages = fields.Objects("messages", "[]api.Message").Take(PartsMax + 1).ToList();
        var licenses = LicensesOf(fields);
        fields.Errors.Add(
            messages.Count > PartsMax || licenses.Length > PartsMax
                ? WireError.Bad("simulated limit: too many messages or licenses")
                : null
        );
        return new ModelText
        {
            Template = NullIfEmpty(fields.Text("template")),
            System = NullIfEmpty(fields.Text("system")),
            Licenses = licenses,
            Parameters = fields.Object("parameters", "map[string]interface {}") is null
                ? null
                : fields.Any("parameters"),
            Messages = [.. messages.Select(message => new ModelMessage(message.Text("role"), message.Text("content")))],
        };
    }

    private static ImmutableArray<string> LicensesOf(JsonFields fields) =>
        fields.Any("license") switch
        {
            { ValueKind: JsonValueKind.String } one => [fields.ReadText(one, "license")],
            { ValueKind: JsonValueKind.Array } many =>
            [
                .. many.EnumerateArray().Take(PartsMax + 1).Select(item => fields.ReadText(item, "license")),
            ],
            _ => [],
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
