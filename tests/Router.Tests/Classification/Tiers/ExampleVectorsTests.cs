using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Tiers;

namespace Orchestrator.Router.Tests.Classification.Tiers;

public sealed class ExampleVectorsTests
{
    [Fact]
    public void Every_task_has_eight_examples_in_both_languages_and_none_is_there_twice()
    {
        Assert.Equal(TaskNames.Count, TaskExamples.ByTask.Count);
        Assert.All(TaskExamples.ByTask, places => Assert.Equal(8, places.Length));
        Assert.Equal(TaskExamples.All.Count, TaskExamples.All.Select(example => example.Text).Distinct().Count());
        Assert.All(
            TaskExamples.ByTask,
            places => Assert.Equal(4, places.Count(i => TaskExamples.All[i].Text.Any(Hangul.IsLetter)))
        );
    }

    [Fact]
    public void A_text_belongs_to_the_task_whose_examples_it_lies_next_to()
    {
        var vectors = ExampleVectors.Of(FakeVectors.Examples());
        Assert.NotNull(vectors);
        foreach (var task in Enum.GetValues<TaskType>())
        {
            var answer = vectors.Compare(FakeVectors.Of(task), "m");

            Assert.NotNull(answer);
            Assert.Equal(task, RuleTier.Heaviest([.. answer.Probabilities]));
            Assert.Equal(1, answer.Probabilities.Sum(), 9);
            var nearest = answer.Evidence["embedding:m:".Length..];
            Assert.Equal(task, TaskExamples.All.Single(example => example.Text == nearest).Task);
        }
    }

    [Fact]
    public void What_all_texts_have_in_common_does_not_blur_the_tasks()
    {
        // A model whose vectors all point nearly the same way: their cosines are above 0.99.
        var vectors = ExampleVectors.Of([.. FakeVectors.Examples().Select(Shifted)]);

        var answer = vectors?.Compare(Shifted(FakeVectors.Of(TaskType.Planning)), "m");

        Assert.NotNull(answer);
        Assert.True(answer.Probabilities[(int)TaskType.Planning] > 0.9);
    }

    [Fact]
    public void Vectors_that_tell_nothing_apart_are_no_examples()
    {
        var good = FakeVectors.Examples();
        Assert.Null(ExampleVectors.Of([.. good.Skip(1)]));
        Assert.Null(ExampleVectors.Of([.. good.Skip(1), new float[3]]));
        Assert.Null(ExampleVectors.Of([.. good.Skip(1), new float[good[0].Length]]));
        Assert.Null(ExampleVectors.Of([.. good.Skip(1), FakeVectors.Filled(float.NaN)]));
        Assert.Null(ExampleVectors.Of([.. good.Select(_ => FakeVectors.Filled(1))]));
    }

    [Fact]
    public void A_hostile_vector_is_no_answer()
    {
        var vectors = ExampleVectors.Of(FakeVectors.Examples());
        Assert.NotNull(vectors);

        Assert.Null(vectors.Compare([], "m"));
        Assert.Null(vectors.Compare([1, 2, 3], "m"));
        Assert.Null(vectors.Compare(FakeVectors.Filled(0), "m"));
        Assert.Null(vectors.Compare(FakeVectors.Filled(float.NaN), "m"));
        Assert.Null(vectors.Compare(FakeVectors.Filled(float.PositiveInfinity), "m"));
        Assert.NotNull(vectors.Compare(FakeVectors.Filled(float.MaxValue), "m"));
    }

    private static float[] Shifted(float[] vector)
    {
        float[] shifted = [.. vector];
        shifted[^1] += 20;
        return shifted;
    }
}
