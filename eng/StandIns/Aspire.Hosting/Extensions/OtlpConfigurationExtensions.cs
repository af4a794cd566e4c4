using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Telemetry;

namespace Aspire.Hosting;

public enum OtlpProtocol
{
    Grpc = 0,
    HttpProtobuf = 1,
}

public static class OtlpConfigurationExtensions
{
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => OtlpEnvironment.Add(builder, required: null);

    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol)
        where T : IResourceWithEnvironment => OtlpEnvironment.Add(builder, protocol);
}
