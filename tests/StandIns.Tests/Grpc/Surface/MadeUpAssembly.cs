using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Orchestrator.StandIns.Tests.Grpc.Surface;

/// <summary>Metadata of an assembly that references whatever the test says, whether it exists or not.</summary>
internal sealed class MadeUpAssembly
{
    private readonly MetadataBuilder _metadata = new();
    private readonly AssemblyReferenceHandle _coreApi;

    public MadeUpAssembly()
    {
        var version = new Version(1, 0, 0, 0);
        _metadata.AddModule(0, _metadata.GetOrAddString("m"), _metadata.GetOrAddGuid(Guid.Empty), default, default);
        _metadata.AddAssembly(_metadata.GetOrAddString("m"), version, default, default, default, default);
        _metadata.AddTypeDefinition(
            default,
            default,
            _metadata.GetOrAddString("<Module>"),
            default,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1)
        );
        var name = _metadata.GetOrAddString("Grpc.Core.Api");
        _coreApi = _metadata.AddAssemblyReference(name, version, default, default, default, default);
    }

    public TypeReferenceHandle Type(string name) =>
        _metadata.AddTypeReference(_coreApi, _metadata.GetOrAddString("Grpc.Core"), _metadata.GetOrAddString(name));

    /// <summary>The type with <c>string</c> as its only argument.</summary>
    public TypeSpecificationHandle GenericType(string name)
    {
        var blob = new BlobBuilder();
        var arguments = new BlobEncoder(blob)
            .TypeSpecificationSignature()
            .GenericInstantiation(Type(name), genericArgumentCount: 1, isValueType: false);
        arguments.AddArgument().String();
        return _metadata.AddTypeSpecification(_metadata.GetOrAddBlob(blob));
    }

    /// <summary>An instance method without parameters.</summary>
    public void Method(EntityHandle type, string name, Action<SignatureTypeEncoder> returns)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob)
            .MethodSignature(isInstanceMethod: true)
            .Parameters(0, result => returns(result.Type()), _ => { });
        _metadata.AddMemberReference(type, _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(blob));
    }

    public void StringField(EntityHandle type, string name)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).Field().Type().String();
        _metadata.AddMemberReference(type, _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(blob));
    }

    public ImmutableArray<byte> Image()
    {
        var image = new BlobBuilder();
        new MetadataRootBuilder(_metadata).Serialize(image, methodBodyStreamRva: 0, mappedFieldDataStreamRva: 0);
        return image.ToImmutableArray();
    }
}
