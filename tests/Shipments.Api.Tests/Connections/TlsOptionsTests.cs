using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Shipments.Contracts.Connections;
using Shipments.TestKit.Certificates;

namespace Shipments.Api.Tests.Connections;

/// <summary>Wrong certificates are told at start, each with its setting and its value.</summary>
public sealed class TlsOptionsTests : IDisposable
{
    private const string Section = TlsOptions.Section + ":";

    private readonly TestAuthority _authority = new("ours");

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Without_settings_it_is_off() => Faults([]).Should().BeEmpty();

    [Fact]
    public void Three_files_that_belong_together_are_good_whether_required_or_not()
    {
        Dictionary<string, string?> settings = _authority.Settings("silo");
        Faults(settings).Should().BeEmpty();
        settings.Remove(Section + "Required");
        Faults(settings).Should().BeEmpty();
    }

    [Fact]
    public void Required_without_files_is_refused() => Faults(new() { [Section + "Required"] = "true" }).Should().Equal(
        "Shipments:Cluster:Tls:CertificateFile is missing: TLS needs a certificate, its key and an authority.",
        "Shipments:Cluster:Tls:KeyFile is missing: TLS needs a certificate, its key and an authority.",
        "Shipments:Cluster:Tls:AuthorityFile is missing: TLS needs a certificate, its key and an authority.");

    [Fact]
    public void One_file_without_the_others_is_refused() => Faults(new() { [Section + "AuthorityFile"] = _authority.AuthorityFile }).Should().HaveCount(2);

    [Theory]
    [InlineData("CertificateFile")]
    [InlineData("KeyFile")]
    [InlineData("AuthorityFile")]
    public void A_missing_file_is_named(string file) =>
        With(file, "/nowhere/silo.pem").Should().Equal($"Shipments:Cluster:Tls:{file} '/nowhere/silo.pem' does not exist.");

    [Theory]
    [InlineData("CertificateFile")]
    [InlineData("AuthorityFile")]
    public void A_file_without_a_certificate_is_named(string file)
    {
        string path = _authority.Write("empty.pem", "nothing\n");
        With(file, path).Should().Equal($"Shipments:Cluster:Tls:{file} '{path}' holds no certificate in PEM.");
    }

    [Fact]
    public void A_broken_certificate_is_named()
    {
        string path = _authority.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        With("CertificateFile", path).Single().Should().StartWith($"Shipments:Cluster:Tls:CertificateFile '{path}' holds a certificate that cannot be read: ");
    }

    [Fact]
    public void A_certificate_that_expired_is_named_with_its_time()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var (certificate, key) = _authority.Issue("old", now.AddHours(-2), now.AddHours(-1));
        Dictionary<string, string?> settings = _authority.Settings("silo");
        (settings[Section + "CertificateFile"], settings[Section + "KeyFile"]) = (certificate, key);
        Faults(settings).Should().Equal(
            $"Shipments:Cluster:Tls:CertificateFile '{certificate}' holds a certificate that expired at {now.AddHours(-1):u}: CN=old.");
    }

    [Fact]
    public void A_certificate_that_is_not_good_yet_is_named_with_its_time()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var (certificate, key) = _authority.Issue("new", now.AddHours(1), now.AddHours(2));
        Dictionary<string, string?> settings = _authority.Settings("silo");
        (settings[Section + "CertificateFile"], settings[Section + "KeyFile"]) = (certificate, key);
        Faults(settings).Should().Equal(
            $"Shipments:Cluster:Tls:CertificateFile '{certificate}' holds a certificate that is good only from {now.AddHours(1):u}: CN=new.");
    }

    [Fact]
    public void A_key_of_another_certificate_is_named()
    {
        string key = _authority.Issue("other").KeyFile;
        With("KeyFile", key).Single().Should().StartWith($"Shipments:Cluster:Tls:KeyFile '{key}' holds no key without a password that belongs to ");
    }

    [Fact]
    public void A_key_with_a_password_is_named()
    {
        using ECDsa key = ECDsa.Create();
        PbeParameters sealing = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000);
        string path = _authority.Write("sealed.key", key.ExportEncryptedPkcs8PrivateKeyPem("word", sealing));
        With("KeyFile", path).Single().Should().StartWith($"Shipments:Cluster:Tls:KeyFile '{path}' holds no key without a password that belongs to ");
    }

    [Fact]
    public void A_certificate_of_another_authority_than_the_one_believed_is_named()
    {
        using TestAuthority theirs = new("theirs");
        With("AuthorityFile", theirs.AuthorityFile).Single().Should().StartWith("Shipments:Cluster:Tls:CertificateFile '")
            .And.Contain($"is not of an authority in Shipments:Cluster:Tls:AuthorityFile '{theirs.AuthorityFile}': ");
    }

    [Theory]
    [InlineData(TlsOptions.FileBytesMax, true)]
    [InlineData(TlsOptions.FileBytesMax + 1, false)]
    public void A_file_has_at_most_1_MiB(int bytes, bool good)
    {
        string path = _authority.Write("long.pem", File.ReadAllText(_authority.AuthorityFile).PadRight(bytes, '\n'));
        With("AuthorityFile", path).Should().HaveCount(good ? 0 : 1);
    }

    [Theory]
    [InlineData(4096, "does not exist.")]
    [InlineData(4097, "has 4097 characters; 4096 are allowed.")]
    public void A_path_has_at_most_4096_characters(int characters, string fault) =>
        With("KeyFile", "/" + new string('k', characters - 1)).Single().Should().EndWith(fault);

    [Theory]
    [InlineData("00:00:00.099", false)]
    [InlineData("00:00:00.100", true)]
    [InlineData("00:01:00", true)]
    [InlineData("00:01:00.001", false)]
    public void A_handshake_has_100_ms_to_a_minute(string within, bool good) => With("HandshakeWithin", within).Should().HaveCount(good ? 0 : 1);

    private string[] With(string option, string value) => Faults(new(_authority.Settings("silo")) { [Section + option] = value });

    private static string[] Faults(Dictionary<string, string?> settings)
    {
        using TlsProcess process = new(settings);
        try
        {
            return process.Options is null ? ["no options"] : [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
