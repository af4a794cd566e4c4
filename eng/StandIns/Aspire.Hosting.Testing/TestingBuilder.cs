using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Everything but the building is the inner builder's.</summary>
internal abstract class TestingBuilder(IDistributedApplicationBuilder inner) : IDistributedApplicationTestingBuilder
{
    protected IDistributedApplicationBuilder Inner { get; } = inner;

    public Assembly? AppHostAssembly => Inner.AppHostAssembly;

    public string AppHostDirectory => Inner.AppHostDirectory;

    public ConfigurationManager Configuration => Inner.Configuration;

    public IHostEnvironment Environment => Inner.Environment;

    public IDistributedApplicationEventing Eventing => Inner.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => Inner.ExecutionContext;

    public IResourceCollection Resources => Inner.Resources;

    public IServiceCollection Services => Inner.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => Inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => Inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync(CancellationToken.None).GetAwaiter().GetResult();

    public abstract Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);

    public abstract ValueTask DisposeAsync();
}
