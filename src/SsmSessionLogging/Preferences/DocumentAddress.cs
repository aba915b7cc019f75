using System.Management.Automation;

namespace SsmSessionLogging.Preferences;

/// <summary>Where an object says that it belongs: its document, account and Region.</summary>
public sealed class DocumentAddress
{
    internal DocumentAddress(string? accountId, string? region, string? documentName)
    {
        AccountId = accountId;
        Region = region;
        DocumentName = documentName;
    }

    /// <summary>The object's AccountId, where it has one.</summary>
    public string? AccountId { get; }

    /// <summary>The object's Region, where it has one.</summary>
    public string? Region { get; }

    /// <summary>The object's DocumentName, where it has one.</summary>
    public string? DocumentName { get; }
}

/// <summary>Reads the address of any object with an AccountId, Region or DocumentName: preferences, receipts, rows of a CSV file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DocumentAddressAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null or PSObject { BaseObject: DocumentAddress })
        {
            return inputData;
        }

        var item = PSObject.AsPSObject(inputData);
        var address = new DocumentAddress(Read(item, "AccountId"), Read(item, "Region"), Read(item, "DocumentName"));
        return address is { AccountId: null, Region: null, DocumentName: null }
            ? throw new ArgumentTransformationMetadataException(
                $"The object of type {item.BaseObject.GetType().Name} has no AccountId, Region or DocumentName, so it names no Session document.")
            : address;
    }

    private static string? Read(PSObject item, string property) =>
        LanguagePrimitives.ConvertTo<string>(item.Properties[property]?.Value) is { Length: > 0 } text ? text : null;
}
