namespace Orchestrator.Router.Classification.Tiers;

/// <summary>
/// Where a model's vectors of <see cref="TaskExamples"/> lie, and how close another text is to the middle of each task. What
/// all examples have in common is taken away first: without that, all texts are alike to many models.
/// </summary>
internal sealed class ExampleVectors
{
    /// <summary>
    /// Of the softmax over cosines: with it, a lead of 0.1 over another task is worth a factor of e. Chosen, not fitted.
    /// </summary>
    public const double Temperature = 0.1;

    private readonly float[] _common;
    private readonly float[][] _examples;
    private readonly float[][] _tasks;

    private ExampleVectors(float[] common, float[][] examples, float[][] tasks) =>
        (_common, _examples, _tasks) = (common, examples, tasks);

    /// <param name="vectors">One for each of the examples, in their order.</param>
    /// <returns>Null where they tell nothing: not enough, of several dimensions, not finite, or all the same.</returns>
    public static ExampleVectors? Of(IReadOnlyList<float[]> vectors)
    {
        if (vectors.Count != TaskExamples.All.Count || vectors.Any(vector => vector.Length != vectors[0].Length))
        {
            return null;
        }

        if (Directions(vectors, []) is not { } raw)
        {
            return null;
        }

        var common = UnitVector.Mean(raw);
        if (Directions(raw, common) is not { } examples)
        {
            return null;
        }

        var means = TaskExamples.ByTask.Select(places => UnitVector.Mean([.. places.Select(i => examples[i])]));
        return Directions([.. means], []) is { } tasks ? new ExampleVectors(common, examples, tasks) : null;
    }

    /// <param name="model">For the evidence.</param>
    /// <returns>Null for a vector of another dimension, or one that is none.</returns>
    public TierAnswer? Compare(float[] vector, string model)
    {
        if (
            vector.Length != _common.Length
            || UnitVector.Of(vector, []) is not { } raw
            || UnitVector.Of(raw, _common) is not { } direction
        )
        {
            return null;
        }

        var nearest = 0;
        var closest = double.NegativeInfinity;
        for (var i = 0; i < _examples.Length; i++)
        {
            var cosine = UnitVector.Cosine(direction, _examples[i]);
            (nearest, closest) = cosine > closest ? (i, cosine) : (nearest, closest);
        }

        return new TierAnswer(Probabilities(direction), $"embedding:{model}:{TaskExamples.All[nearest].Text}");
    }

    private double[] Probabilities(float[] direction)
    {
        var weights = Array.ConvertAll(
            _tasks,
            task => Math.Exp((UnitVector.Cosine(direction, task) - 1) / Temperature)
        );
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    private static float[][]? Directions(IReadOnlyList<float[]> vectors, float[] origin)
    {
        var directions = new float[vectors.Count][];
        for (var i = 0; i < directions.Length; i++)
        {
            if (UnitVector.Of(vectors[i], origin) is not { } direction)
            {
                return null;
            }

            directions[i] = direction;
        }

        return directions;
    }
}
