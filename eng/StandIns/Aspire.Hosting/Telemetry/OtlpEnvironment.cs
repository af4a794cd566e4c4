using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Telemetry;

/// <summary>
/// The variables by which a process exports telemetry. There is no dashboard here, so the exporter's are set only when
/// the configuration names one (or any other OTLP receiver).
/// </summary>
internal static class OtlpEnvironment
{
    public const string GrpcKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    public const string HttpKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    private const string ApiKeyKey = "AppHost:OtlpApiKey";

    /// <summary>One for all processes of this one, as the dashboard's would be.</summary>
    private static readonly string GeneratedApiKey = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public static IResourceBuilder<T> Add<T>(IResourceBuilder<T> builder, OtlpProtocol? required)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] =
                $"service.instance.id={context.InstanceId ?? context.Resource.Name}";
            var configuration = builder.ApplicationBuilder.Configuration;
            if (Receiver(configuration, required) is not { } receiver)
            {
                return;
            }

            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Url;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = receiver.Protocol;
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={configuration[ApiKeyKey] ?? GeneratedApiKey}";
            variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
            if (builder.ApplicationBuilder.Environment.IsDevelopment())
            {
                AddDevelopment(variables);
            }
        });

    private static (string Url, string Protocol)? Receiver(IConfiguration configuration, OtlpProtocol? required)
    {
        var (grpc, http) = (configuration[GrpcKey], configuration[HttpKey]);
        return (required, grpc, http) switch
        {
            (OtlpProtocol.Grpc or null, { Length: > 0 }, _) => (grpc, "grpc"),
            (OtlpProtocol.HttpProtobuf or null, _, { Length: > 0 }) => (http, "http/protobuf"),
            (OtlpProtocol.HttpProtobuf, { Length: > 0 }, _) => throw new InvalidOperationException(
                $"OtlpExporter is configured to require http/protobuf, but no endpoint was configured for {HttpKey}."
            ),
            (OtlpProtocol.Grpc, _, { Length: > 0 }) => throw new InvalidOperationException(
                $"OtlpExporter is configured to require gRPC, but no endpoint was configured for {GrpcKey}."
            ),
            _ => null,
        };
    }

    /// <summary>Everything at once and nothing left out: one developer looks at it.</summary>
    private static void AddDevelopment(Dictionary<string, object> variables)
    {
        const string EverySecond = "1000";
        variables["OTEL_BLRP_SCHEDULE_DELAY"] = EverySecond;
        variables["OTEL_BSP_SCHEDULE_DELAY"] = EverySecond;
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = EverySecond;
        variables["OTEL_TRACES_SAMPLER"] = "always_on";
        variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        variables["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
        variables["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        variables["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
    }
}
