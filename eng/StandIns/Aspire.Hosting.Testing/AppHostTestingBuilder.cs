namespace Aspire.Hosting.Testing;

internal sealed class AppHostTestingBuilder(AppHostProgram program, IDistributedApplicationBuilder inner)
    : TestingBuilder(inner)
{
    /// <summary>What the program still does when it is unwound takes milliseconds.</summary>
    private static readonly TimeSpan UnwindLimit = TimeSpan.FromSeconds(30);

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        program.BuildAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        program.End();
        await program.Ended.WaitAsync(UnwindLimit);
    }
}
