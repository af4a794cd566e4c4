namespace Orchestrator.Router.Classification.Ngram;

/// <summary>What the rules found, as features: which task has how much evidence, which one leads and by how much.</summary>
internal static class RuleFeatures
{
    private const uint AtLeast = 0;
    private const uint Leader = 1;
    private const uint Source = 2;
    private const int LeaderIsAhead = 100;

    // Weights at which evidence counts as one step more.
    private static readonly double[] _steps = [0.5, 1.5, 3, 5, 7, 9];

    public static void Collect<TSink>(RequestReading reading, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        Span<double> weights = stackalloc double[TaskNames.Count];
        foreach (var item in reading.Evidence)
        {
            weights[(int)item.Task] += item.Weight;
            var key = FeatureHash.Begin(FeatureBlock.Rules, Source);
            sink.Add(FeatureBlock.Rules, FeatureHash.Mix(key, item.Key), (int)item.Task, 0);
        }

        var first = 0;
        var second = -1;
        for (var task = 0; task < weights.Length; task++)
        {
            AddSteps(task, weights[task], ref sink);
            if (weights[task] > weights[first])
            {
                (second, first) = (first, task);
            }
            else if (task != first && (second < 0 || weights[task] > weights[second]))
            {
                second = task;
            }
        }

        AddLeader(first, weights[first], weights[second], ref sink);
    }

    private static void AddSteps<TSink>(int task, double weight, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        for (var step = 0; step < _steps.Length && weight >= _steps[step]; step++)
        {
            var key = FeatureHash.Mix(FeatureHash.Begin(FeatureBlock.Rules, AtLeast), (uint)task);
            sink.Add(FeatureBlock.Rules, FeatureHash.Mix(key, (uint)step), task, step);
        }
    }

    private static void AddLeader<TSink>(int task, double weight, double next, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var isSilent = weight <= 0;
        var key = FeatureHash.Mix(FeatureHash.Begin(FeatureBlock.Rules, Leader), isSilent ? uint.MaxValue : (uint)task);
        sink.Add(FeatureBlock.Rules, key, task, 0);
        if (!isSilent && weight >= next * 2)
        {
            sink.Add(FeatureBlock.Rules, FeatureHash.Mix(key, LeaderIsAhead), task, LeaderIsAhead);
        }
    }
}
