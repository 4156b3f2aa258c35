using Shipments.Api.Errors;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Registers parcels: finds the id and makes the call. The same way for one and for each of many.</summary>
internal sealed class ParcelRegistrar(IParcelCalls parcels, IIdSource ids, TimeProvider time)
{
    /// <summary>Reads a registration; what is wrong goes to <paramref name="faults"/>, and the answer is then of no use.</summary>
    internal ReadRegistration Read(string tenant, RegisterParcelRequest request, FieldFaults faults)
    {
        RegisterCommand command = RegistrationReader.Read(request, time.GetUtcNow(), faults);
        bool named = request.ParcelId.Length > 0;
        bool repeatable = named || request.RequestId.Length > 0;
        command.FreshId = !repeatable;
        string id = named ? request.ParcelId : repeatable ? ParcelIds.FromRequest(tenant, request.RequestId) : ParcelIds.Random(ids);
        return new ReadRegistration(id, repeatable, command);
    }

    /// <summary>Sends a registration that was read without a fault; ends after the commit.</summary>
    internal ValueTask<RegisterReply> SendAsync(string tenant, ReadRegistration registration, CancellationToken cancellationToken) =>
        parcels.Register(tenant, registration.ParcelId, registration.Command, cancellationToken);
}
