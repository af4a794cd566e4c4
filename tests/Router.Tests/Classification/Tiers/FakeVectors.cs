using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Tiers;

namespace Orchestrator.Router.Tests.Classification.Tiers;

/// <summary>Vectors of a model that knows the tasks: one direction for each, and a little of its own for each example.</summary>
internal static class FakeVectors
{
    private const int Dimensions = 12;

    public static float[][] Examples() => [.. TaskExamples.All.Select((_, i) => Example(i))];

    public static float[] Of(TaskType task)
    {
        var vector = new float[Dimensions];
        vector[(int)task] = 1;
        return vector;
    }

    public static float[] Filled(float value)
    {
        var vector = new float[Dimensions];
        Array.Fill(vector, value);
        return vector;
    }

    /// <summary>The examples as they are; other texts as the test wants them.</summary>
    public static EmbedResponse Answer(EmbedRequest request, Func<string, float[]> other)
    {
        var texts = TaskExamples.All.Select(example => example.Text).ToList();
        var response = new EmbedResponse();
        foreach (var input in request.Inputs)
        {
            var vector = new Vector();
            vector.Values.Add(texts.IndexOf(input) is >= 0 and var place ? Example(place) : other(input));
            response.Vectors.Add(vector);
        }

        return response;
    }

    private static float[] Example(int place)
    {
        var vector = Of(TaskExamples.All[place].Task);
        vector[TaskNames.Count] = place * 0.001f;
        return vector;
    }
}
