using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;

namespace Orchestrator.StandIns.Tests.Grpc.Surface;

/// <summary>The assemblies that the surface tests compare, as they lie next to the tests.</summary>
internal static class ContractPackages
{
    public static readonly string[] Names = ["Grpc.Core.Api", "Grpc.Net.Common"];

    public static readonly Assembly CoreApi = typeof(CallInvoker).Assembly;
    public static readonly Assembly NetCommon = typeof(ICompressionProvider).Assembly;
    public static readonly Assembly Server = typeof(GrpcServiceOptions).Assembly;
    public static readonly Assembly Client = typeof(GrpcChannel).Assembly;

    /// <summary>Its generated code, of which probe.proto makes one method of each kind.</summary>
    public static readonly Assembly Generated = typeof(ContractPackages).Assembly;

    public static HashSet<Reference> Offered() =>
        [.. PublicSurface.Of(CoreApi.Location), .. PublicSurface.Of(NetCommon.Location)];
}
