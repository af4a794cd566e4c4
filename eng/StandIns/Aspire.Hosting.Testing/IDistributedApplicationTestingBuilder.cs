namespace Aspire.Hosting.Testing;

/// <summary>The application of an AppHost, described but not yet built: a test may still change it.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
