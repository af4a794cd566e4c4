using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orchestrator.StandIns.Tests.Grpc.Surface;

/// <summary>What an assembly needs of certain other assemblies, from its TypeRef and MemberRef tables.</summary>
internal static class ReferenceTable
{
    public static IReadOnlySet<Reference> Of(string assemblyFile, params string[] targets)
    {
        using var file = new PEReader(File.OpenRead(assemblyFile));
        return Of(file.GetMetadataReader(), targets);
    }

    public static IReadOnlySet<Reference> Of(MetadataReader reader, params string[] targets)
    {
        var found = new HashSet<Reference>();
        foreach (var handle in reader.TypeReferences)
        {
            Add(found, targets, TypeOf(reader, handle));
        }

        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            Add(
                found,
                targets,
                TypeOf(reader, member.Parent) is { } type ? type with { Member = Text(reader, member) } : null
            );
        }

        return found;
    }

    private static void Add(HashSet<Reference> found, string[] targets, Reference? reference)
    {
        if (reference is not null && targets.Contains(reference.Assembly))
        {
            found.Add(reference);
        }
    }

    private static string Text(MetadataReader reader, MemberReference member)
    {
        var name = reader.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Method
            ? SignatureText.Method(name, member.DecodeMethodSignature(SignatureText.Provider, null))
            : SignatureText.Field(name, member.DecodeFieldSignature(SignatureText.Provider, null));
    }

    /// <returns>Null when the handle is not a type of another assembly.</returns>
    private static Reference? TypeOf(MetadataReader reader, EntityHandle handle) =>
        handle.Kind switch
        {
            HandleKind.TypeReference => TypeOf(reader, reader.GetTypeReference((TypeReferenceHandle)handle)),
            HandleKind.TypeSpecification => GenericTypeOf(
                reader,
                reader.GetTypeSpecification((TypeSpecificationHandle)handle)
            ),
            _ => null,
        };

    private static Reference? TypeOf(MetadataReader reader, TypeReference type)
    {
        var outermost = type;
        while (outermost.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            outermost = SignatureText.Enclosing(reader, outermost);
        }

        if (outermost.ResolutionScope.Kind != HandleKind.AssemblyReference)
        {
            return null;
        }

        var assembly = reader.GetAssemblyReference((AssemblyReferenceHandle)outermost.ResolutionScope);
        return new Reference(reader.GetString(assembly.Name), SignatureText.FullName(reader, type), Member: null);
    }

    /// <summary>The parent of a member of a generic type: <c>G&lt;int&gt;</c> is a signature of its own, which starts with G.</summary>
    private static Reference? GenericTypeOf(MetadataReader reader, TypeSpecification specification)
    {
        var blob = reader.GetBlobReader(specification.Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        // Class or value type; the type itself says it again.
        blob.ReadCompressedInteger();
        return TypeOf(reader, blob.ReadTypeHandle());
    }
}
