using System.Reflection.Metadata;

namespace Orchestrator.StandIns.Tests.Grpc.Surface;

/// <summary>The comparison itself: it is worth nothing if it cannot find what is missing.</summary>
public sealed class SurfaceCheckTests
{
    private readonly MadeUpAssembly _assembly = new();

    [Fact]
    public void Finds_nothing_wrong_with_members_that_exist()
    {
        var status = _assembly.Type("Status");
        _assembly.Method(status, "get_Detail", type => type.String());
        _assembly.Method(
            _assembly.GenericType("IAsyncStreamReader`1"),
            "get_Current",
            type => type.GenericTypeParameter(0)
        );
        _assembly.StringField(_assembly.Type("Metadata"), "BinaryHeaderSuffix");

        Assert.Empty(Missing());
    }

    [Fact]
    public void Finds_a_type_that_is_not_there()
    {
        _assembly.Type("Nowhere");

        Assert.Equal(["[Grpc.Core.Api] Grpc.Core.Nowhere"], Missing());
    }

    [Fact]
    public void Finds_a_method_that_is_not_there()
    {
        _assembly.Method(_assembly.Type("Status"), "get_Mood", type => type.String());

        Assert.Equal(["[Grpc.Core.Api] Grpc.Core.Status :: String get_Mood()"], Missing());
    }

    [Fact]
    public void Finds_a_method_of_another_signature()
    {
        _assembly.Method(_assembly.Type("Status"), "get_Detail", type => type.Int32());

        Assert.Equal(["[Grpc.Core.Api] Grpc.Core.Status :: Int32 get_Detail()"], Missing());
    }

    [Fact]
    public void Finds_a_value_type_that_was_taken_for_a_class()
    {
        var status = _assembly.Type("Status");
        _assembly.Method(_assembly.Type("RpcException"), "get_Status", type => type.Type(status, isValueType: false));

        Assert.Equal(["[Grpc.Core.Api] Grpc.Core.RpcException :: class Grpc.Core.Status get_Status()"], Missing());
    }

    [Fact]
    public void Finds_a_method_that_a_generic_type_lacks()
    {
        _assembly.Method(
            _assembly.GenericType("IAsyncStreamReader`1"),
            "get_Next",
            type => type.GenericTypeParameter(0)
        );

        Assert.Equal(["[Grpc.Core.Api] Grpc.Core.IAsyncStreamReader`1 :: !0 get_Next()"], Missing());
    }

    [Fact]
    public void Finds_a_field_that_is_not_there()
    {
        _assembly.StringField(_assembly.Type("Metadata"), "TextHeaderSuffix");

        Assert.Equal(["[Grpc.Core.Api] Grpc.Core.Metadata :: field String TextHeaderSuffix"], Missing());
    }

    [Fact]
    public void Does_not_take_an_internal_type_for_an_offered_one()
    {
        _assembly.Type("CallAccess");

        Assert.Equal(["[Grpc.Core.Api] Grpc.Core.CallAccess"], Missing());
    }

    private IEnumerable<string> Missing()
    {
        using var provider = MetadataReaderProvider.FromMetadataImage(_assembly.Image());
        return
        [
            .. ReferenceTable
                .Of(provider.GetMetadataReader(), ContractPackages.Names)
                .Except(ContractPackages.Offered())
                .Select(missing => missing.ToString()),
        ];
    }
}
