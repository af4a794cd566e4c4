using System.Collections.Immutable;

namespace Orchestrator.Simulation.Figures;

/// <summary>Writes <see cref="FleetIdeal"/>'s linear program down, one row per model and per kind of host.</summary>
internal static class IdealProgram
{
    public static (double Rate, ImmutableArray<double> Prices) Solve(FleetCosts costs, ModelShare[] models)
    {
        var (kinds, counts) = Kinds(costs, models);
        var program = new LinearProgram(models.Length + counts.Length, 1 + (models.Length * counts.Length));
        program.Gain[0] = 1;
        var shares = models.Sum(model => model.Share);
        for (var kind = 0; kind < counts.Length; kind++)
        {
            program.Limit[models.Length + kind] = counts[kind];
        }

        for (var model = 0; model < models.Length; model++)
        {
            var (name, prompt, answer) = (models[model].Model, models[model].PromptTokens, models[model].AnswerTokens);
            program.Use[model, 0] = models[model].Share / shares;
            foreach (var group in costs.Of(name).GroupBy(host => kinds[host.Host], host => host.Cost))
            {
                var column = 1 + (model * counts.Length) + group.Key;
                program.Use[model, column] = -1 / group.First().HostSeconds(prompt, answer);
                program.Use[models.Length + group.Key, column] = 1;
            }
        }

        var solution = program.Solve();
        return (solution.Value, Prices(kinds, solution.Prices.AsSpan(models.Length)));
    }

    private static ImmutableArray<double> Prices(int[] kinds, ReadOnlySpan<double> byKind)
    {
        var prices = new double[kinds.Length];
        var sum = 0.0;
        for (var host = 0; host < kinds.Length; host++)
        {
            prices[host] = byKind[kinds[host]];
            sum += prices[host];
        }

        return [.. prices.Select(price => sum > 0 ? price / sum : 1.0 / kinds.Length)];
    }

    /// <summary>Hosts on which the mix costs the same are of one kind.</summary>
    private static (int[] KindOfHost, int[] Counts) Kinds(FleetCosts costs, ModelShare[] models)
    {
        var columns = Enumerable.Range(0, costs.HostCount).Select(_ => new ModelCost?[models.Length]).ToArray();
        for (var model = 0; model < models.Length; model++)
        {
            foreach (var (host, cost) in costs.Of(models[model].Model))
            {
                columns[host][model] = cost;
            }
        }

        var (kinds, counts) = (new int[columns.Length], new List<int>());
        for (var host = 0; host < columns.Length; host++)
        {
            var same = Array.FindIndex(columns, 0, host, other => other.AsSpan().SequenceEqual(columns[host]));
            kinds[host] = same >= 0 ? kinds[same] : counts.Count;
            if (same < 0)
            {
                counts.Add(0);
            }

            counts[kinds[host]]++;
        }

        return (kinds, [.. counts]);
    }
}
