using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>Reads the fields of a mix, in a file of its own or inside a workload.</summary>
internal static class MixFields
{
    public static Mix? Read(YamlField field)
    {
        var fields = field.Fields("name", "models", "tenants", "deadline");
        if (fields is null)
        {
            return null;
        }

        var name = fields["name"].Needed().Text() ?? "?";
        var models = Models(fields["models"].Needed());
        var tenants = Tenants(fields["tenants"]);
        var deadline = ReadDeadline(fields["deadline"]);
        return models.IsEmpty ? null : new Mix(name, models, tenants, deadline);
    }

    public static Deadline? ReadDeadline(YamlField field)
    {
        var fields = field.Fields("first_token", "total");
        if (fields is null)
        {
            return null;
        }

        var first = fields["first_token"].Needed().Duration(MixLimits.DeadlineMin, MixLimits.DeadlineMax);
        var total = fields["total"].Needed().Duration(MixLimits.DeadlineMin, MixLimits.DeadlineMax);
        if (first > total)
        {
            fields["first_token"].Problem("is later than 'total'");
        }

        return new Deadline(first ?? default, total ?? default);
    }

    public static TokenLengths? Lengths(YamlField field)
    {
        var fields = field.Fields("median", "sigma", "max");
        if (fields is null)
        {
            return null;
        }

        var median = fields["median"].Needed().Whole(1, TraceLimits.TokensMax) ?? 1;
        var max = fields["max"].Needed().Whole(1, TraceLimits.TokensMax) ?? int.MaxValue;
        if (median > max)
        {
            fields["median"].Problem("is above 'max'");
        }

        return new TokenLengths(median, fields["sigma"].Needed().Number(0, MixLimits.SigmaMax) ?? 0, max);
    }

    private static ImmutableArray<MixModel> Models(YamlField list)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var models = ImmutableArray.CreateBuilder<MixModel>();
        foreach (var item in list.Items(MixLimits.ModelsMax))
        {
            var fields = item.Fields("name", "share", "instead", "input_tokens", "output_tokens");
            if (fields is null)
            {
                continue;
            }

            var name = fields["name"].Needed().ModelName() ?? "?";
            if (name != "?" && !names.Add(name))
            {
                fields["name"].Problem($"a second entry for {Quoted.Of(name)}");
            }

            models.Add(
                new MixModel(name, Share(fields["share"]))
                {
                    Instead =
                    [
                        .. fields["instead"].Items(MixLimits.ModelsMax).Select(OllamaValues.ModelName).OfType<string>(),
                    ],
                    Input = Lengths(fields["input_tokens"]),
                    Output = Lengths(fields["output_tokens"]),
                    Place = new FilePlace(item.Problems.File, fields["name"].Line, fields["name"].Path),
                }
            );
        }

        return models.ToImmutable();
    }

    private static ImmutableArray<MixTenant> Tenants(YamlField list)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var tenants = ImmutableArray.CreateBuilder<MixTenant>();
        foreach (var item in list.Items(MixLimits.TenantsMax))
        {
            var fields = item.Fields("name", "share");
            var name = fields?["name"].Needed().Text();
            if (name is not null && !names.Add(name))
            {
                fields?["name"].Problem($"a second entry for {Quoted.Of(name)}");
            }

            if (fields is not null)
            {
                tenants.Add(new MixTenant(name ?? "?", Share(fields["share"])));
            }
        }

        return tenants.ToImmutable();
    }

    private static double Share(YamlField field) => field.Needed().Number(MixLimits.ShareMin, MixLimits.ShareMax) ?? 1;
}
