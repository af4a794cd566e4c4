namespace Orchestrator.AppHost.Tests;

public sealed class RunCommandTests
{
    [Theory]
    [InlineData("dotnet run")]
    [InlineData("/usr/share/dotnet/dotnet run --project AppHost -- --simulated")]
    [InlineData("dotnet --diagnostics run -c Release")]
    public void Dotnet_run_is_told_by_its_words(string commandLine) => Assert.True(RunCommand.Is(Words(commandLine)));

    [Theory]
    [InlineData("")]
    [InlineData("bash run")]
    [InlineData("dotnet test AppHost.Tests")]
    [InlineData("dotnet Orchestrator.Benchmarks.dll -- run")]
    [InlineData("/usr/sbin/nohup-shell dotnet run")]
    public void No_other_parent_is_taken_for_it(string commandLine) => Assert.False(RunCommand.Is(Words(commandLine)));

    [Theory]
    [InlineData("12 (dotnet) S 34 12 12 0 -1", 34)]
    [InlineData("12 (a) S 99 (b) R 1 12 12 0 -1", 1)]
    public void The_parent_is_the_second_field_after_the_name(string stat, int parent) =>
        Assert.Equal(parent, RunCommand.ParentIn(stat));

    private static string Words(string commandLine) => commandLine.Replace(' ', '\0') + '\0';
}
