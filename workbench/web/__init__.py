"""What is not Streamlit: the ASGI application, identity, files, phase and health."""
