using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Steps;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Steps;

public sealed class GpuTimeTests
{
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_load_the_prompt_and_the_answer_are_work_and_a_wait_is_not() =>
        Assert.Equal(6.5, GpuTime.Seconds(Told(4, 0.5, 2), Writing, Whole));

    [Fact]
    public void Where_a_provider_says_nothing_the_time_of_writing_counts()
    {
        Assert.Equal(3, GpuTime.Seconds(new Finished(), Writing, Whole));
        Assert.Equal(3, GpuTime.Seconds(finished: null, Writing, Whole));
    }

    [Theory]
    [InlineData(-5, 1, 1, 2)]
    [InlineData(1e9, 1, 1, 20)]
    [InlineData(-5, -5, -5, 3)]
    public void What_a_replica_says_stays_within_what_we_saw(
        double load,
        double prompt,
        double decode,
        double expected
    ) => Assert.Equal(expected, GpuTime.Seconds(Told(load, prompt, decode), Writing, Whole));

    private static Finished Told(double load, double prompt, double decode) =>
        new()
        {
            LoadDuration = Of(load),
            PromptDuration = Of(prompt),
            DecodeDuration = Of(decode),
        };

    private static Duration Of(double seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));
}
