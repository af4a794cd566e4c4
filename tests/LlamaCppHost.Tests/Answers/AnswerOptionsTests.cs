using System.Text.Json;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Answers;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Tests.Answers;

public sealed class AnswerOptionsTests
{
    [Fact]
    public void Without_options_everything_is_as_in_ollama()
    {
        var options = Read("null");

        Assert.Equal(new LlamaSampling(), options.Sampling);
        Assert.Equal(
            (0.8f, 40, 0.9f, 64),
            (options.Sampling.Temperature, options.Sampling.TopK, options.Sampling.TopP, options.Sampling.RepeatLastN)
        );
        Assert.Equal((null, -1, 4), (options.ContextTokens, options.AnswerTokens, options.KeptTokens));
        Assert.Empty(options.Stops);
    }

    [Fact]
    public void Each_option_goes_to_its_place()
    {
        var options = Read(
            """
            {"num_ctx":1024,"num_thread":2,"num_gpu":7,"num_keep":9,"num_predict":11,"stop":["a","","b"],"seed":5,
             "temperature":0.1,"top_k":3,"top_p":0.2,"min_p":0.3,"typical_p":0.4,"repeat_last_n":-1,"repeat_penalty":1.1,
             "frequency_penalty":0.5,"presence_penalty":0.6,"mirostat":2,"unknown":{"x":[]}}
            """
        );

        Assert.Equal(
            (1024, 2, 7, 9, 11),
            (options.ContextTokens, options.Threads, options.GpuLayers, options.KeptTokens, options.AnswerTokens)
        );
        Assert.Equal(["a", "b"], options.Stops.AsEnumerable());
        Assert.Equal(
            new LlamaSampling
            {
                Seed = 5,
                Temperature = 0.1f,
                TopK = 3,
                TopP = 0.2f,
                MinP = 0.3f,
                TypicalP = 0.4f,
                RepeatLastN = -1,
                RepeatPenalty = 1.1f,
                FrequencyPenalty = 0.5f,
                PresencePenalty = 0.6f,
            },
            options.Sampling
        );
    }

    [Theory]
    [InlineData("""{"seed":-1}""")]
    [InlineData("""{"num_gpu":-1}""")]
    [InlineData("""{"temperature":null}""")]
    public void What_leaves_the_choice_to_the_host_is_no_choice(string json)
    {
        var options = Read(json);

        Assert.Null(options.GpuLayers);
        Assert.Equal(new LlamaSampling(), options.Sampling);
    }

    [Fact]
    public void Absurd_numbers_are_bounded()
    {
        var options = Read("""{"num_ctx":1e30,"num_predict":-1e30,"temperature":1e30}""");

        Assert.Equal(int.MaxValue, options.ContextTokens);
        Assert.Equal(int.MinValue, options.AnswerTokens);
        Assert.True(float.IsFinite(options.Sampling.Temperature));
    }

    [Theory]
    [InlineData("""{"top_k":"3"}""", 500)]
    [InlineData("""{"top_p":true}""", 500)]
    [InlineData("""{"stop":"a"}""", 500)]
    [InlineData("""{"seed":1e400}""", 500)]
    [InlineData("""{"stop":["a","b","c","d"]}""", 400)]
    [InlineData("[1]", 400)]
    public void A_wrong_type_or_too_many_is_an_error(string json, int status) =>
        Assert.Equal(status, Assert.Throws<WireException>(() => Read(json)).Error.Status);

    private static AnswerOptions Read(string json) => AnswerOptions.Read(JsonElement.Parse(json), stopsMax: 3);
}
