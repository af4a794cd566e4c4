using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ProjectLaunch;

/// <summary>The variables that tell ASP.NET Core where to listen.</summary>
internal static class ProjectAddresses
{
    public static void Set(EnvironmentCallbackContext context)
    {
        var resource = (ProjectResource)context.Resource;
        var endpoints = Endpoints(resource);
        if (endpoints.Any(endpoint => endpoint.EndpointAnnotation.FromKestrelConfiguration))
        {
            SetKestrel(context, endpoints);
            return;
        }

        var addresses = new ReferenceExpressionBuilder();
        foreach (var endpoint in endpoints)
        {
            if (!addresses.IsEmpty)
            {
                addresses.AppendLiteral(";");
            }

            var port = endpoint.Property(EndpointProperty.TargetPort);
            addresses.Append($"{endpoint.Scheme}://{Host(endpoint)}:{port}");
        }

        if (!addresses.IsEmpty)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = addresses.Build();
        }

        if (endpoints.FirstOrDefault(endpoint => endpoint.IsHttps) is { } https)
        {
            context.EnvironmentVariables["ASPNETCORE_HTTPS_PORT"] = https.Property(EndpointProperty.Port);
        }
    }

    private static void SetKestrel(EnvironmentCallbackContext context, EndpointReference[] endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            var name = endpoint.EndpointAnnotation.KestrelName ?? endpoint.EndpointName;
            var port = endpoint.Property(EndpointProperty.TargetPort);
            context.EnvironmentVariables[$"Kestrel__Endpoints__{name}__Url"] = ReferenceExpression.Create(
                $"{endpoint.Scheme}://{Host(endpoint)}:{port}"
            );
        }
    }

    private static EndpointReference[] Endpoints(ProjectResource resource)
    {
        var filters = resource.Annotations.OfType<EndpointEnvironmentFilterAnnotation>().ToArray();
        return
        [
            .. resource
                .GetEndpoints()
                .Where(endpoint => endpoint.IsHttp || endpoint.IsHttps)
                .Where(endpoint => filters.All(filter => filter.Filter(endpoint.EndpointAnnotation))),
        ];
    }

    private static string Host(EndpointReference endpoint) => endpoint.EndpointAnnotation.TargetHost;
}
