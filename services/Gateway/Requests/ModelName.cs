using System.Globalization;
using Orchestrator.Gateway.Fleet;

namespace Orchestrator.Gateway.Requests;

/// <summary>The model that a client asks for: a name of reasonable length, virtual names in one spelling.</summary>
internal static class ModelName
{
    /// <summary>Names travel in logs, traces and headers; no real one comes near this.</summary>
    private const int MaxChars = 300;

    public static string Read(string? model, FieldProblems problems)
    {
        if (string.IsNullOrWhiteSpace(model))
        {
            problems.Add("model", "is required, for example \"auto\"");
            return "";
        }

        if (model.Length > MaxChars || model.Any(char.IsControl))
        {
            problems.Add(
                "model",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"must be a name of at most {MaxChars} printable characters"
                )
            );
            return "";
        }

        return VirtualModels.Normalise(model);
    }
}
