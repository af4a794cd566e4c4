using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Fleets;

/// <summary>Reads a fleet from the YAML that a person wrote: hosts, and models that the catalogue does not have.</summary>
public static class FleetFile
{
    /// <param name="fileName">For the problems.</param>
    public static FileReading<Fleet> Read(string fileName, string text)
    {
        var problems = new ProblemList(fileName);
        var fields = YamlText.Read(text, problems)?.Fields("name", "models", "hosts");
        if (fields is null)
        {
            return problems.Reading<Fleet>(null);
        }

        var name = fields["name"].Needed().Text() ?? "";
        var own = OwnModels(fields["models"]);
        var specs = new HostFields(own).Read(fields["hosts"].Needed());
        return problems.Reading(problems.IsEmpty ? Fleet(name, own, specs) : null);
    }

    private static Fleet Fleet(
        string name,
        ImmutableSortedDictionary<string, SimulatedModel> own,
        ImmutableArray<HostSpec> specs
    ) =>
        new(
            name,
            [
                .. specs.SelectMany(spec =>
                    spec.Hosts(model => own.GetValueOrDefault(model) ?? ModelCatalogue.Find(model)!)
                ),
            ]
        )
        {
            OwnModels = own,
        };

    private static ImmutableSortedDictionary<string, SimulatedModel> OwnModels(YamlField list)
    {
        var own = ImmutableSortedDictionary.CreateBuilder<string, SimulatedModel>(StringComparer.Ordinal);
        foreach (var item in list.Items(FleetLimits.ModelsMax))
        {
            var fields = item.Needed().Fields(ModelFields.Known.AsSpan());
            if (fields is null)
            {
                continue;
            }

            var name = fields["name"].Needed().ModelName();
            var model = ModelFields.Read(fields, name ?? "?");
            if (name is not null && !own.TryAdd(name, model))
            {
                fields["name"].Problem($"a second model {Quoted.Of(name)}");
            }
        }

        return own.ToImmutable();
    }
}
