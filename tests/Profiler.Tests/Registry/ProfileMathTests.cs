using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Tests.Registry;

public sealed class ProfileMathTests
{
    [Theory]
    [InlineData("8.2B", 8.2)]
    [InlineData("137M", 0.137)]
    [InlineData("1.5T", 1500)]
    [InlineData("7b", 7)]
    [InlineData("", 0)]
    [InlineData("B", 0)]
    [InlineData("large", 0)]
    [InlineData("-3B", 0)]
    [InlineData("NaNB", 0)]
    public void Parameter_sizes_are_read_as_Ollama_writes_them(string text, double expected) =>
        Assert.Equal(expected, ProfileMath.ParametersBillion(text), precision: 6);
}
