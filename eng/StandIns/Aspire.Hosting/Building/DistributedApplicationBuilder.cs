using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Building;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly ResourceCollection _resources = [];

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        ApplicationObservation.Current?.Constructing(options, settings);
        Options = options;
        AppHostAssembly = AppHostLocation.AssemblyOf(options);
        AppHostDirectory = AppHostLocation.DirectoryOf(options, AppHostAssembly);
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration["hostBuilder:reloadConfigOnChange"] = bool.FalseString; // nothing here could follow a change
        settings.ContentRootPath ??= AppHostDirectory;
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        _host = new HostApplicationBuilder(settings);
        _host.AddRunner(this);
        ApplicationObservation.Current?.Constructed(this);
    }

    public DistributedApplicationOptions Options { get; }

    public Assembly? AppHostAssembly { get; }

    public string AppHostDirectory { get; }

    public ConfigurationManager Configuration => _host.Configuration;

    public IHostEnvironment Environment => _host.Environment;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new(DistributedApplicationOperation.Run);

    public IResourceCollection Resources => _resources;

    public IServiceCollection Services => _host.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        var existing = _resources.FirstOrDefault(other =>
            string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)
        );
        if (existing is not null)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of "
                    + $"type '{existing.GetType()}' with that name already exists. Resource names are case-insensitive."
            );
        }

        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        ApplicationObservation.Current?.Building(this);
        var application = new DistributedApplication(_host.Build());
        ExecutionContext.ServiceProvider = application.Services;
        ApplicationObservation.Current?.Built(application);
        return application;
    }
}
