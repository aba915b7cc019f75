using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Templates;

/// <summary>In which form a Session document is written to a file.</summary>
public enum DocumentForm
{
    /// <summary>The document itself, byte for byte as it is stored.</summary>
    Document,

    /// <summary>A CloudFormation template in JSON with the document as an AWS::SSM::Document.</summary>
    CloudFormation,

    /// <summary>A Terraform file with the document as an aws_ssm_document.</summary>
    Terraform,
}

/// <summary>Session documents in the form of the programs that manage them.</summary>
internal static class DocumentTemplate
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>What a file of a form ends with.</summary>
    internal static string ExtensionOf(DocumentForm form) => form switch
    {
        DocumentForm.CloudFormation => ".template.json",
        DocumentForm.Terraform => ".tf",
        _ => ".json",
    };

    /// <summary>A document in a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="name">The document's name.</param>
    /// <param name="place">What tells this document from those of that name in other accounts and Regions.</param>
    /// <param name="content">The document, a JSON object.</param>
    /// <exception cref="PreferenceRuleException">A text of the document is one that the form cannot carry (<c>TextNotUnicode</c>).</exception>
    internal static string Of(DocumentForm form, string name, string place, string content)
    {
        if (form is DocumentForm.Document)
        {
            return content;
        }

        using var json = JsonDocument.Parse(content.TrimStart('\uFEFF'));
        return form is DocumentForm.CloudFormation ? CloudFormation(name, json.RootElement) : Terraform(name, place, json.RootElement);
    }

    // Replacing a document takes it away meanwhile, and taking the stack away would end all logging: AWS CloudFormation User Guide, AWS::SSM::Document, UpdateMethod.
    private static string CloudFormation(string name, JsonElement content)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Indented))
        {
            json.WriteStartObject();
            json.WriteString("AWSTemplateFormatVersion", "2010-09-09");
            json.WriteStartObject("Resources");
            json.WriteStartObject("SessionPreferences");
            json.WriteString("Type", "AWS::SSM::Document");
            json.WriteString("DeletionPolicy", "Retain");
            json.WriteString("UpdateReplacePolicy", "Retain");
            json.WriteStartObject("Properties");
            json.WriteString("Name", name);
            json.WriteString("DocumentType", "Session");
            json.WriteString("DocumentFormat", "JSON");
            json.WriteString("UpdateMethod", "NewVersion");
            json.WritePropertyName("Content");
            json.WriteRawValue(content.GetRawText());
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length) + "\n";
    }

    private static string Terraform(string name, string place, JsonElement content)
    {
        var label = HclText.Label($"{name}_{place}");
        var text = new StringBuilder()
            .Append("# terraform import aws_ssm_document.").Append(label).Append(' ').Append(name).Append('\n')
            .Append("resource \"aws_ssm_document\" \"").Append(label).Append("\" {\n")
            .Append("  name            = ").Append(HclText.Quote(name)).Append('\n')
            .Append("  document_type   = \"Session\"\n")
            .Append("  document_format = \"JSON\"\n")
            .Append("  content         = jsonencode(");
        try
        {
            HclText.Append(text, content, "  ");
        }
        catch (InvalidOperationException)
        {
            throw new PreferenceRuleException(
                "TextNotUnicode", "Document", $"The document '{name}' holds half a surrogate pair, which Terraform's language cannot carry.", "Mend the document, or export it as -As CloudFormation.");
        }

        return text.Append(")\n}\n").ToString();
    }
}
