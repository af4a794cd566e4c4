namespace Orchestrator.AppHost;

/// <summary>What all services have in common, as resources.</summary>
internal static class ServiceResources
{
    private const string Http = "http";
    private const string Grpc = "grpc";

    /// <summary>A service with its two endpoints, healthy when it says that it is ready.</summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        Plan plan
    )
        where TProject : IProjectMetadata, new()
    {
        // A profile is for starting a service alone.
        var service = builder.AddProject<TProject>(name, launchProfileName: null);
        return service
            .WithHttpEndpoint(name: Http)
            .WithHttpEndpoint(name: Grpc)
            .WithEndpoint(Grpc, endpoint => endpoint.Transport = "http2")
            // ASPNETCORE_URLS cannot say which protocol belongs to which port; the services' own settings can.
            .WithEndpointsInEnvironment(_ => false)
            .WithEnvironment("Endpoints__Http", ListenAddress(service.GetEndpoint(Http)))
            .WithEnvironment("Endpoints__Grpc", ListenAddress(service.GetEndpoint(Grpc)))
            .WithEnvironment("ServiceCredential", plan.Credential)
            .WithEnvironment(DataFolder.Variable, plan.Folder)
            // A terminal is for what needs a person; the rest is in the log files.
            .WithEnvironment("Logs__File__Directory", plan.Logs)
            .WithEnvironment("Logs__Console", "Simple")
            .WithEnvironment("Logging__Console__LogLevel__Default", "Warning")
            .WithEnvironment(DropConsoleFormat)
            .WithHttpHealthCheck("/ready", endpointName: Http);
    }

    /// <summary>People type this port, and nothing stands between them and the service.</summary>
    /// <param name="port">Null: any.</param>
    public static IResourceBuilder<ProjectResource> AtPort(this IResourceBuilder<ProjectResource> service, int? port) =>
        port is null
            ? service
            : service.WithEndpoint(
                Http,
                endpoint =>
                {
                    endpoint.Port = port;
                    endpoint.TargetPort = port;
                    endpoint.IsProxied = false;
                }
            );

    public static EndpointReference HttpEndpoint(this IResourceBuilder<ProjectResource> service) =>
        service.GetEndpoint(Http);

    /// <summary>
    /// Aspire's LOGGING__CONSOLE__… variables, which our services do not need: where a process happens to read them first, the
    /// section is named CONSOLE, and then no level applies to the console, whose name is compared with regard to case.
    /// </summary>
    private static void DropConsoleFormat(EnvironmentCallbackContext context)
    {
        foreach (var name in context.EnvironmentVariables.Keys.Where(IsConsoleFormat).ToList())
        {
            context.EnvironmentVariables.Remove(name);
        }
    }

    private static bool IsConsoleFormat(string variable) =>
        variable.StartsWith("LOGGING__CONSOLE__", StringComparison.Ordinal);

    /// <summary>Where the process listens: on loopback only, whatever is in front of it.</summary>
    private static ReferenceExpression ListenAddress(EndpointReference endpoint) =>
        ReferenceExpression.Create($"http://127.0.0.1:{endpoint.Property(EndpointProperty.TargetPort)}");
}
